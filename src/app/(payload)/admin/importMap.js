import { DeskNotices as DeskNotices_77148d2d64f79e1ae6500ce8278afad4 } from '../../../../src/admin/desk/bar/notices.tsx'
import { AwaitedRows as AwaitedRows_ae46a8f945560401044f29867e29e311 } from '../../../../src/admin/content/fields/awaited-rows.tsx'
import { PrintedFrom as PrintedFrom_dcf2d8a30137391017e51fa63b94c013 } from '../../../../src/admin/content/fields/printed-from.tsx'
import { ContactRow as ContactRow_d69a62a44f2dce900cd003b0242ca52f } from '../../../../src/admin/content/rows/contact-row.tsx'
import { ClaimSources as ClaimSources_dc196045450de127284b631bdc23b912 } from '../../../../src/admin/watch/claim-sources.tsx'
import { ClaimsField as ClaimsField_4f8b147957d2bd6db858923d67b968b1 } from '../../../../src/admin/content/fields/claims.tsx'
import { InstrumentRow as InstrumentRow_3d32ab41a6175e2f1a4077adc740b074 } from '../../../../src/admin/content/rows/instrument-row.tsx'
import { Cite as Cite_771e4fcd96ae608d7bd1bce2ea7e3057 } from '../../../../src/admin/content/cite/cite.tsx'
import { WhenCell as WhenCell_42b12d00883df98afe971c36347f9329 } from '../../../../src/admin/desk/list/when-cell.tsx'
import { LegalDateField as LegalDateField_fa6480cb023289b5957d9d2d226aeef4 } from '../../../../src/admin/content/fields/legal-date.tsx'
import { CitationRow as CitationRow_ac47a7b872ef37f7f59b2152aefcc174 } from '../../../../src/admin/content/rows/citation-row.tsx'
import { KeyField as KeyField_c94a5391b4e3bab53a6d4766912932c2 } from '../../../../src/admin/content/fields/key.tsx'
import { RevisionField as RevisionField_cf9e3e720645260fccc5c5a95fd2e790 } from '../../../../src/admin/content/fields/revision.tsx'
import { DeskStateCell as DeskStateCell_5d55fd58d1b3fcda994eb2fb58efe947 } from '../../../../src/admin/desk/cells/desk-state.tsx'
import { SavedViews as SavedViews_6bce67ac2960ff626bf0b3fa6643cdd1 } from '../../../../src/admin/desk/list/views/saved-views.tsx'
import { ColumnNames as ColumnNames_3f5be7572772753feeec1dcb4d6eb5da } from '../../../../src/admin/desk/list/column-names.tsx'
import { DeskBar as DeskBar_3d49228bc2c7e14d6b5e1dd2bdcbf29f } from '../../../../src/admin/desk/bar/desk-bar.tsx'
import { SaveButton as SaveButton_bc054af354469a8748f83d60aa34c03c } from '../../../../src/admin/desk/save/save-button.tsx'
import { ReviewView as ReviewView_774b41fb4d23ff9f90bcf8cc0cabb68d } from '../../../../src/admin/desk/review/review-view.tsx'
import { HistoryView as HistoryView_2d6ce9cc5c37881c6851d03a8f38e48e } from '../../../../src/admin/desk/history/history-view.tsx'
import { ListView as ListView_6ce52d04faae780ce8b3a268f1439e9a } from '../../../../src/admin/desk/list/list-view.tsx'
import { BodyContactField as BodyContactField_784ed820d3c96a110359666a5645e9d9 } from '../../../../src/admin/content/fields/body-contact.tsx'
import { BodyContactRow as BodyContactRow_9396cc8d1bb5fab57bd7ae45de7e79e9 } from '../../../../src/admin/content/rows/body-contact-row.tsx'
import { SituationRow as SituationRow_a0fac6ec79398927987289b37a5d42c1 } from '../../../../src/admin/content/rows/situation-row.tsx'
import { ElementRow as ElementRow_481e0215d92389673901a1485cb1232d } from '../../../../src/admin/content/rows/element-row.tsx'
import { LinkRow as LinkRow_24c0df9c0125a52f306db38eeacbb2aa } from '../../../../src/admin/content/rows/link-row.tsx'
import { StepRow as StepRow_fafa9eab3c6d5a2f5e158c771c425896 } from '../../../../src/admin/content/rows/step-row.tsx'
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
import { TableFeatureClient as TableFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { LinkFeatureClient as LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { GuardFeatureClient as GuardFeatureClient_74384467458c0ef013b218325de55b89 } from '../../../../src/admin/content/rich-text/guard-feature.ts'
import { FixedToolbarFeatureClient as FixedToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { InlineToolbarFeatureClient as InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { SectionRow as SectionRow_0016e19ee6ed16dd3c637448ea89691e } from '../../../../src/admin/content/rows/section-row.tsx'
import { SharedNotices as SharedNotices_9bee296d8991ef481edeff7108896b1c } from '../../../../src/admin/desk/save/shared-notices.tsx'
import { ImpactPanel as ImpactPanel_6b86cfb3049b741b1028bfee6a924843 } from '../../../../src/admin/desk/impact/impact-panel.tsx'
import { SourcePanel as SourcePanel_9f80caaa431ff646472fa5d5da0169e6 } from '../../../../src/admin/watch/source-panel.tsx'
import { LawChangeStateCell as LawChangeStateCell_884a433cd2738c044d0d84a8237fa9f0 } from '../../../../src/admin/desk/impact/law-change-state.tsx'
import { GuideState as GuideState_21843980ad0c28dd8a8897262eaeed5e } from '../../../../src/admin/publish/guide-state.tsx'
import { PlaceNames as PlaceNames_0d6f4b1fa3891867b58dcf26af318cb0 } from '../../../../src/admin/content/fields/place-names.tsx'
import { AccountNotices as AccountNotices_9bee296d8991ef481edeff7108896b1c } from '../../../../src/admin/desk/save/shared-notices.tsx'
import { DeputyField as DeputyField_b6de6d3c011d9baf168c4ed1e1a43be3 } from '../../../../src/admin/desk/accounts/deputy.tsx'
import { AccountPanel as AccountPanel_a9ec69a9c5ef9eec4f62937c82963723 } from '../../../../src/admin/desk/accounts/account-panel.tsx'
import { SecurityPanel as SecurityPanel_0b6f3769bebe31f9d2e699a2d6f89cfb } from '../../../../src/admin/desk/second-factor/security-panel.tsx'
import { Icon as Icon_dd246fbef2ee9beaa44f61c6606a2c88 } from '../../../../src/admin/graphics.tsx'
import { Logo as Logo_dd246fbef2ee9beaa44f61c6606a2c88 } from '../../../../src/admin/graphics.tsx'
import { Find as Find_4d156382164b5cc49e8b5914fc3ee54d } from '../../../../src/admin/desk/find/find.tsx'
import { Bell as Bell_170e6adb6800383abb75f70405dce430 } from '../../../../src/admin/mail/bell/bell.tsx'
import { WatchLink as WatchLink_7d4a6d140cecb02ef2e07b50c577efb7 } from '../../../../src/admin/watch/watch-link.tsx'
import { CalendarLink as CalendarLink_e436a19aab6c0524cdfee0c0d0d8b216 } from '../../../../src/admin/desk/calendar/calendar-link.tsx'
import { ExchangeLink as ExchangeLink_206f3706c88f8f10c5c05ba3d2ad1f3b } from '../../../../src/admin/desk/exchange/exchange-link.tsx'
import { MailingLink as MailingLink_039f13329396352cd6592ea278ddf0ba } from '../../../../src/admin/mail/mailing-link.tsx'
import { SystemLink as SystemLink_eca427b969562519c8d6bb49401e2462 } from '../../../../src/admin/desk/system/system-link.tsx'
import { ProviderSignIn as ProviderSignIn_f103e8dd9409817e4d7228e8821a97ab } from '../../../../src/admin/desk/accounts/provider-sign-in.tsx'
import { ProveAgain as ProveAgain_87dea91a31eba997d57827ab2be0a764 } from '../../../../src/admin/desk/second-factor/prove-again.tsx'
import { KeptPress as KeptPress_8f1a5b7447ccfb9aac012710afa6c3e9 } from '../../../../src/admin/kept-press.tsx'
import { KeptHistory as KeptHistory_4764d7ec45fab2c756f1cbdffe81d303 } from '../../../../src/admin/kept-history.tsx'
import { MenuAtFirst as MenuAtFirst_f3496fb27c1be9d99f5d99be57388b2c } from '../../../../src/admin/menu.tsx'
import { Dashboard as Dashboard_3b1b71d7c63784b25ddcfc4a534e08ce } from '../../../../src/admin/desk/dashboard/dashboard.tsx'
import { Exchange as Exchange_01b3df48026d9b2825969f889505a6c6 } from '../../../../src/admin/desk/exchange/exchange.tsx'
import { Copy as Copy_3d5f21c9b6997b523d277f8d1d0884d0 } from '../../../../src/admin/desk/copy/copy.tsx'
import { ReviewGuide as ReviewGuide_b239f9717abeaa8542a165a6cee24787 } from '../../../../src/admin/desk/review/guide/review-guide.tsx'
import { Watch as Watch_9bc353941b92b7a6ef186e86574318da } from '../../../../src/admin/watch/watch.tsx'
import { Mailing as Mailing_58d067d3cc3c7badd6610f9f6103a7b4 } from '../../../../src/admin/mail/mailing.tsx'
import { Calendar as Calendar_84d118a5a0b3da7c2644074455d9370e } from '../../../../src/admin/desk/calendar/calendar.tsx'
import { System as System_1940f61a1f0cb8122f0b1aa21a232abf } from '../../../../src/admin/desk/system/system.tsx'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "/src/admin/desk/bar/notices.tsx#DeskNotices": DeskNotices_77148d2d64f79e1ae6500ce8278afad4,
  "/src/admin/content/fields/awaited-rows.tsx#AwaitedRows": AwaitedRows_ae46a8f945560401044f29867e29e311,
  "/src/admin/content/fields/printed-from.tsx#PrintedFrom": PrintedFrom_dcf2d8a30137391017e51fa63b94c013,
  "/src/admin/content/rows/contact-row.tsx#ContactRow": ContactRow_d69a62a44f2dce900cd003b0242ca52f,
  "/src/admin/watch/claim-sources.tsx#ClaimSources": ClaimSources_dc196045450de127284b631bdc23b912,
  "/src/admin/content/fields/claims.tsx#ClaimsField": ClaimsField_4f8b147957d2bd6db858923d67b968b1,
  "/src/admin/content/rows/instrument-row.tsx#InstrumentRow": InstrumentRow_3d32ab41a6175e2f1a4077adc740b074,
  "/src/admin/content/cite/cite.tsx#Cite": Cite_771e4fcd96ae608d7bd1bce2ea7e3057,
  "/src/admin/desk/list/when-cell.tsx#WhenCell": WhenCell_42b12d00883df98afe971c36347f9329,
  "/src/admin/content/fields/legal-date.tsx#LegalDateField": LegalDateField_fa6480cb023289b5957d9d2d226aeef4,
  "/src/admin/content/rows/citation-row.tsx#CitationRow": CitationRow_ac47a7b872ef37f7f59b2152aefcc174,
  "/src/admin/content/fields/key.tsx#KeyField": KeyField_c94a5391b4e3bab53a6d4766912932c2,
  "/src/admin/content/fields/revision.tsx#RevisionField": RevisionField_cf9e3e720645260fccc5c5a95fd2e790,
  "/src/admin/desk/cells/desk-state.tsx#DeskStateCell": DeskStateCell_5d55fd58d1b3fcda994eb2fb58efe947,
  "/src/admin/desk/list/views/saved-views.tsx#SavedViews": SavedViews_6bce67ac2960ff626bf0b3fa6643cdd1,
  "/src/admin/desk/list/column-names.tsx#ColumnNames": ColumnNames_3f5be7572772753feeec1dcb4d6eb5da,
  "/src/admin/desk/bar/desk-bar.tsx#DeskBar": DeskBar_3d49228bc2c7e14d6b5e1dd2bdcbf29f,
  "/src/admin/desk/save/save-button.tsx#SaveButton": SaveButton_bc054af354469a8748f83d60aa34c03c,
  "/src/admin/desk/review/review-view.tsx#ReviewView": ReviewView_774b41fb4d23ff9f90bcf8cc0cabb68d,
  "/src/admin/desk/history/history-view.tsx#HistoryView": HistoryView_2d6ce9cc5c37881c6851d03a8f38e48e,
  "/src/admin/desk/list/list-view.tsx#ListView": ListView_6ce52d04faae780ce8b3a268f1439e9a,
  "/src/admin/content/fields/body-contact.tsx#BodyContactField": BodyContactField_784ed820d3c96a110359666a5645e9d9,
  "/src/admin/content/rows/body-contact-row.tsx#BodyContactRow": BodyContactRow_9396cc8d1bb5fab57bd7ae45de7e79e9,
  "/src/admin/content/rows/situation-row.tsx#SituationRow": SituationRow_a0fac6ec79398927987289b37a5d42c1,
  "/src/admin/content/rows/element-row.tsx#ElementRow": ElementRow_481e0215d92389673901a1485cb1232d,
  "/src/admin/content/rows/link-row.tsx#LinkRow": LinkRow_24c0df9c0125a52f306db38eeacbb2aa,
  "/src/admin/content/rows/step-row.tsx#StepRow": StepRow_fafa9eab3c6d5a2f5e158c771c425896,
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
  "@payloadcms/richtext-lexical/client#TableFeatureClient": TableFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#LinkFeatureClient": LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/src/admin/content/rich-text/guard-feature.ts#GuardFeatureClient": GuardFeatureClient_74384467458c0ef013b218325de55b89,
  "@payloadcms/richtext-lexical/client#FixedToolbarFeatureClient": FixedToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#InlineToolbarFeatureClient": InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/src/admin/content/rows/section-row.tsx#SectionRow": SectionRow_0016e19ee6ed16dd3c637448ea89691e,
  "/src/admin/desk/save/shared-notices.tsx#SharedNotices": SharedNotices_9bee296d8991ef481edeff7108896b1c,
  "/src/admin/desk/impact/impact-panel.tsx#ImpactPanel": ImpactPanel_6b86cfb3049b741b1028bfee6a924843,
  "/src/admin/watch/source-panel.tsx#SourcePanel": SourcePanel_9f80caaa431ff646472fa5d5da0169e6,
  "/src/admin/desk/impact/law-change-state.tsx#LawChangeStateCell": LawChangeStateCell_884a433cd2738c044d0d84a8237fa9f0,
  "/src/admin/publish/guide-state.tsx#GuideState": GuideState_21843980ad0c28dd8a8897262eaeed5e,
  "/src/admin/content/fields/place-names.tsx#PlaceNames": PlaceNames_0d6f4b1fa3891867b58dcf26af318cb0,
  "/src/admin/desk/save/shared-notices.tsx#AccountNotices": AccountNotices_9bee296d8991ef481edeff7108896b1c,
  "/src/admin/desk/accounts/deputy.tsx#DeputyField": DeputyField_b6de6d3c011d9baf168c4ed1e1a43be3,
  "/src/admin/desk/accounts/account-panel.tsx#AccountPanel": AccountPanel_a9ec69a9c5ef9eec4f62937c82963723,
  "/src/admin/desk/second-factor/security-panel.tsx#SecurityPanel": SecurityPanel_0b6f3769bebe31f9d2e699a2d6f89cfb,
  "/src/admin/graphics.tsx#Icon": Icon_dd246fbef2ee9beaa44f61c6606a2c88,
  "/src/admin/graphics.tsx#Logo": Logo_dd246fbef2ee9beaa44f61c6606a2c88,
  "/src/admin/desk/find/find.tsx#Find": Find_4d156382164b5cc49e8b5914fc3ee54d,
  "/src/admin/mail/bell/bell.tsx#Bell": Bell_170e6adb6800383abb75f70405dce430,
  "/src/admin/watch/watch-link.tsx#WatchLink": WatchLink_7d4a6d140cecb02ef2e07b50c577efb7,
  "/src/admin/desk/calendar/calendar-link.tsx#CalendarLink": CalendarLink_e436a19aab6c0524cdfee0c0d0d8b216,
  "/src/admin/desk/exchange/exchange-link.tsx#ExchangeLink": ExchangeLink_206f3706c88f8f10c5c05ba3d2ad1f3b,
  "/src/admin/mail/mailing-link.tsx#MailingLink": MailingLink_039f13329396352cd6592ea278ddf0ba,
  "/src/admin/desk/system/system-link.tsx#SystemLink": SystemLink_eca427b969562519c8d6bb49401e2462,
  "/src/admin/desk/accounts/provider-sign-in.tsx#ProviderSignIn": ProviderSignIn_f103e8dd9409817e4d7228e8821a97ab,
  "/src/admin/desk/second-factor/prove-again.tsx#ProveAgain": ProveAgain_87dea91a31eba997d57827ab2be0a764,
  "/src/admin/kept-press.tsx#KeptPress": KeptPress_8f1a5b7447ccfb9aac012710afa6c3e9,
  "/src/admin/kept-history.tsx#KeptHistory": KeptHistory_4764d7ec45fab2c756f1cbdffe81d303,
  "/src/admin/menu.tsx#MenuAtFirst": MenuAtFirst_f3496fb27c1be9d99f5d99be57388b2c,
  "/src/admin/desk/dashboard/dashboard.tsx#Dashboard": Dashboard_3b1b71d7c63784b25ddcfc4a534e08ce,
  "/src/admin/desk/exchange/exchange.tsx#Exchange": Exchange_01b3df48026d9b2825969f889505a6c6,
  "/src/admin/desk/copy/copy.tsx#Copy": Copy_3d5f21c9b6997b523d277f8d1d0884d0,
  "/src/admin/desk/review/guide/review-guide.tsx#ReviewGuide": ReviewGuide_b239f9717abeaa8542a165a6cee24787,
  "/src/admin/watch/watch.tsx#Watch": Watch_9bc353941b92b7a6ef186e86574318da,
  "/src/admin/mail/mailing.tsx#Mailing": Mailing_58d067d3cc3c7badd6610f9f6103a7b4,
  "/src/admin/desk/calendar/calendar.tsx#Calendar": Calendar_84d118a5a0b3da7c2644074455d9370e,
  "/src/admin/desk/system/system.tsx#System": System_1940f61a1f0cb8122f0b1aa21a232abf,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}
