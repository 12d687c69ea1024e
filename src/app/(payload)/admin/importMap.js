import { DeskNotices as DeskNotices_9add70c0dac6a9b843a88aea2e9ec08a } from '../../../admin/desk/bar/notices.tsx'
import { AwaitedRows as AwaitedRows_2a60e0c31af53191e1fb1c005543df6c } from '../../../admin/content/fields/awaited-rows.tsx'
import { ContactRow as ContactRow_cf1f08c14aaa62094c6f2018b71c3d69 } from '../../../admin/content/rows/contact-row.tsx'
import { ClaimSources as ClaimSources_998eff09e2e4796074a7e5de222047a9 } from '../../../admin/watch/claim-sources.tsx'
import { ClaimsField as ClaimsField_4cd0777e05016a752bb8522cd8718959 } from '../../../admin/content/fields/claims.tsx'
import { InstrumentRow as InstrumentRow_4509f6b0c02fb6bdc112a3614582723e } from '../../../admin/content/rows/instrument-row.tsx'
import { LegalDateField as LegalDateField_a4fb8a9bfd9ff39ea46ea43eae4e0805 } from '../../../admin/content/fields/legal-date.tsx'
import { CitationRow as CitationRow_26890777ca8a42176267afcbbb5ac8f9 } from '../../../admin/content/rows/citation-row.tsx'
import { KeyField as KeyField_17e63e1ccf2d26a12c35df88bfe57b0d } from '../../../admin/content/fields/key.tsx'
import { RevisionField as RevisionField_f10f49f21d0dfdef430429bdb75437b8 } from '../../../admin/content/fields/revision.tsx'
import { DeskStateCell as DeskStateCell_8794f32eef380c9d5acf97bcae62c8bf } from '../../../admin/desk/cells/desk-state.tsx'
import { DeskBar as DeskBar_0f92a3ac3e3283133f5b67f0d45e9622 } from '../../../admin/desk/bar/desk-bar.tsx'
import { SaveButton as SaveButton_73913f1e282aed464733e6604bfcffd5 } from '../../../admin/desk/save/save-button.tsx'
import { ReviewView as ReviewView_d0aeb6dd873f693943b563d5bd5519b7 } from '../../../admin/desk/review/review-view.tsx'
import { HistoryView as HistoryView_44a13f35a2cf8cabc2a0d4b05cbd0211 } from '../../../admin/desk/history/history-view.tsx'
import { BodyContactField as BodyContactField_6e7a8a5692c5b23e43c51f8eb477ff85 } from '../../../admin/content/fields/body-contact.tsx'
import { BodyContactRow as BodyContactRow_79a4e6a3ed8d655fb0bedeb91a41e250 } from '../../../admin/content/rows/body-contact-row.tsx'
import { ElementRow as ElementRow_69e590e58066669066a102349e72effa } from '../../../admin/content/rows/element-row.tsx'
import { LinkRow as LinkRow_878b871d9c7ca408eda9c0503b3588f6 } from '../../../admin/content/rows/link-row.tsx'
import { StepRow as StepRow_9d1a40003dc6e5ac40edb959cc3f941f } from '../../../admin/content/rows/step-row.tsx'
import { RscEntryLexicalCell as RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { RscEntryLexicalField as RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { LexicalDiffComponent as LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { ParagraphFeatureClient as ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { HeadingFeatureClient as HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BoldFeatureClient as BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ItalicFeatureClient as ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { SuperscriptFeatureClient as SuperscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { SubscriptFeatureClient as SubscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UnorderedListFeatureClient as UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { OrderedListFeatureClient as OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BlockquoteFeatureClient as BlockquoteFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { LinkFeatureClient as LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { GuardFeatureClient as GuardFeatureClient_744c84c9aea38fa030c2c1412a0a2427 } from '../../../admin/content/rich-text/guard-feature.ts'
import { FixedToolbarFeatureClient as FixedToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { InlineToolbarFeatureClient as InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { SectionRow as SectionRow_8dc736b607ec1de985707526d943aa7d } from '../../../admin/content/rows/section-row.tsx'
import { ImpactPanel as ImpactPanel_b50df44773c6d1db318fa44aa55653b6 } from '../../../admin/desk/impact/impact-panel.tsx'
import { SourcePanel as SourcePanel_9f80caaa431ff646472fa5d5da0169e6 } from '../../../admin/watch/source-panel.tsx'
import { LawChangeStateCell as LawChangeStateCell_b5d7fd029a05a153424a117d69b3139c } from '../../../admin/desk/impact/law-change-state.tsx'
import { GuideState as GuideState_7669eac596ab4e79174ccaf0024a55cc } from '../../../admin/publish/guide-state.tsx'
import { AccountPanel as AccountPanel_bafecd9c355c12c1ed82a1fece3bdd65 } from '../../../admin/desk/accounts/account-panel.tsx'
import { Icon as Icon_dd246fbef2ee9beaa44f61c6606a2c88 } from '../../../admin/graphics.tsx'
import { Logo as Logo_dd246fbef2ee9beaa44f61c6606a2c88 } from '../../../admin/graphics.tsx'
import { WatchLink as WatchLink_7d4a6d140cecb02ef2e07b50c577efb7 } from '../../../admin/watch/watch-link.tsx'
import { MailingLink as MailingLink_f3b6be30cb7e16b16f8aace62b9b39be } from '../../../admin/mail/mailing-link.tsx'
import { Dashboard as Dashboard_7d85b57a778c7751d167913a4cf04cf4 } from '../../../admin/desk/dashboard/dashboard.tsx'
import { Watch as Watch_9bc353941b92b7a6ef186e86574318da } from '../../../admin/watch/watch.tsx'
import { Mailing as Mailing_400c733f437a21b4f5ea6dcdeb404bf0 } from '../../../admin/mail/mailing.tsx'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "/src/admin/desk/bar/notices.tsx#DeskNotices": DeskNotices_9add70c0dac6a9b843a88aea2e9ec08a,
  "/src/admin/content/fields/awaited-rows.tsx#AwaitedRows": AwaitedRows_2a60e0c31af53191e1fb1c005543df6c,
  "/src/admin/content/rows/contact-row.tsx#ContactRow": ContactRow_cf1f08c14aaa62094c6f2018b71c3d69,
  "/src/admin/watch/claim-sources.tsx#ClaimSources": ClaimSources_998eff09e2e4796074a7e5de222047a9,
  "/src/admin/content/fields/claims.tsx#ClaimsField": ClaimsField_4cd0777e05016a752bb8522cd8718959,
  "/src/admin/content/rows/instrument-row.tsx#InstrumentRow": InstrumentRow_4509f6b0c02fb6bdc112a3614582723e,
  "/src/admin/content/fields/legal-date.tsx#LegalDateField": LegalDateField_a4fb8a9bfd9ff39ea46ea43eae4e0805,
  "/src/admin/content/rows/citation-row.tsx#CitationRow": CitationRow_26890777ca8a42176267afcbbb5ac8f9,
  "/src/admin/content/fields/key.tsx#KeyField": KeyField_17e63e1ccf2d26a12c35df88bfe57b0d,
  "/src/admin/content/fields/revision.tsx#RevisionField": RevisionField_f10f49f21d0dfdef430429bdb75437b8,
  "/src/admin/desk/cells/desk-state.tsx#DeskStateCell": DeskStateCell_8794f32eef380c9d5acf97bcae62c8bf,
  "/src/admin/desk/bar/desk-bar.tsx#DeskBar": DeskBar_0f92a3ac3e3283133f5b67f0d45e9622,
  "/src/admin/desk/save/save-button.tsx#SaveButton": SaveButton_73913f1e282aed464733e6604bfcffd5,
  "/src/admin/desk/review/review-view.tsx#ReviewView": ReviewView_d0aeb6dd873f693943b563d5bd5519b7,
  "/src/admin/desk/history/history-view.tsx#HistoryView": HistoryView_44a13f35a2cf8cabc2a0d4b05cbd0211,
  "/src/admin/content/fields/body-contact.tsx#BodyContactField": BodyContactField_6e7a8a5692c5b23e43c51f8eb477ff85,
  "/src/admin/content/rows/body-contact-row.tsx#BodyContactRow": BodyContactRow_79a4e6a3ed8d655fb0bedeb91a41e250,
  "/src/admin/content/rows/element-row.tsx#ElementRow": ElementRow_69e590e58066669066a102349e72effa,
  "/src/admin/content/rows/link-row.tsx#LinkRow": LinkRow_878b871d9c7ca408eda9c0503b3588f6,
  "/src/admin/content/rows/step-row.tsx#StepRow": StepRow_9d1a40003dc6e5ac40edb959cc3f941f,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalCell": RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalField": RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#LexicalDiffComponent": LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/client#ParagraphFeatureClient": ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#HeadingFeatureClient": HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BoldFeatureClient": BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ItalicFeatureClient": ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#SuperscriptFeatureClient": SuperscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#SubscriptFeatureClient": SubscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UnorderedListFeatureClient": UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#OrderedListFeatureClient": OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BlockquoteFeatureClient": BlockquoteFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#LinkFeatureClient": LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/src/admin/content/rich-text/guard-feature.ts#GuardFeatureClient": GuardFeatureClient_744c84c9aea38fa030c2c1412a0a2427,
  "@payloadcms/richtext-lexical/client#FixedToolbarFeatureClient": FixedToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#InlineToolbarFeatureClient": InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/src/admin/content/rows/section-row.tsx#SectionRow": SectionRow_8dc736b607ec1de985707526d943aa7d,
  "/src/admin/desk/impact/impact-panel.tsx#ImpactPanel": ImpactPanel_b50df44773c6d1db318fa44aa55653b6,
  "/src/admin/watch/source-panel.tsx#SourcePanel": SourcePanel_9f80caaa431ff646472fa5d5da0169e6,
  "/src/admin/desk/impact/law-change-state.tsx#LawChangeStateCell": LawChangeStateCell_b5d7fd029a05a153424a117d69b3139c,
  "/src/admin/publish/guide-state.tsx#GuideState": GuideState_7669eac596ab4e79174ccaf0024a55cc,
  "/src/admin/desk/accounts/account-panel.tsx#AccountPanel": AccountPanel_bafecd9c355c12c1ed82a1fece3bdd65,
  "/src/admin/graphics.tsx#Icon": Icon_dd246fbef2ee9beaa44f61c6606a2c88,
  "/src/admin/graphics.tsx#Logo": Logo_dd246fbef2ee9beaa44f61c6606a2c88,
  "/src/admin/watch/watch-link.tsx#WatchLink": WatchLink_7d4a6d140cecb02ef2e07b50c577efb7,
  "/src/admin/mail/mailing-link.tsx#MailingLink": MailingLink_f3b6be30cb7e16b16f8aace62b9b39be,
  "/src/admin/desk/dashboard/dashboard.tsx#Dashboard": Dashboard_7d85b57a778c7751d167913a4cf04cf4,
  "/src/admin/watch/watch.tsx#Watch": Watch_9bc353941b92b7a6ef186e86574318da,
  "/src/admin/mail/mailing.tsx#Mailing": Mailing_400c733f437a21b4f5ea6dcdeb404bf0,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}
