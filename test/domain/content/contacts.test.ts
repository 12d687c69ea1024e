import { describe, expect, it } from 'vitest'
import { contactHref, contactProblem, dialled, type ContactKind } from '#domain/content/contacts.ts'

describe('contacts', () => {
  it.each<[ContactKind, string, string]>([
    ['phone', '+443001232040', '0300 123 2040'],
    ['phone', '+443001232040', '+44 300 123 2040'],
    ['phone', '+27800428428', '0800 428 428'],
    ['phone', '+390698765432', '06 9876 5432'],
    ['phone', '+61131444', '131 444'],
    ['phone', '+18884952011', '1-888-495-2011'],
    ['phone', '+18884952011', '(888) 495-2011'],
    ['phone', '999', '999'],
    ['phone', '10111', '10 111'],
    ['phone', '131444', '131 444'],
    ['phone', '112', 'Call 112'],
    ['sms', '999', 'Text 999'],
    ['relay', '18000', '18000'],
    ['relay', '18001101', '18001 101'],
    ['phone', '18001101', 'Textphone: 18001 101'],
    ['relay', '1800103001232040', '18001 0300 123 2040'],
    ['relay', '1800203001232040', '18002-0300-123-2040'],
    ['phone', '#7233', '#7233'],
    ['phone', '#7233', '#SAFE (7233)'],
    ['phone', '*123', 'Dial *123 from any mobile'],
    ['phone', '*120*7867#', '*120*7867#'],
    ['phone', '+18007997233', '1-800-799-SAFE'],
    ['phone', '+18007997233', '1-800-799-SAFE (7233)'],
    ['phone', '+18007997233', '1.800.799.safe'],
    ['phone', '+18003569377', '1-800-FLOWERS'],
    ['phone', '+18003569377', 'Call 1 800 FLOWERS now'],
    ['phone', '+18004633339', '1-800-GO-FEDEX'],
    ['phone', '+18884952011', '888-495-2011'],
    ['phone', '+611800737732', '1800 RESPECT'],
    ['phone', '+611800737732', '1800RESPECT (1800 737 732)'],
    ['phone', '+443001232040', '+44 (0)300 123 2040'],
    ['phone', '+443001232040', '0300\u00A0123\u202F2040'],
    ['phone', '+443001232040', '０３００\u2212１２３\u20112０４０'],
    ['phone', '999', '٩٩٩'],
    ['sms', '85258', 'Text SHOUT to 85258'],
    ['email', 'help@police.example.org', 'Mail the police'],
    ['email', 'First.Last+tag@a-b.example.org', 'Mail'],
    ['web', 'https://police.example.org/report', 'Report online'],
    ['app', 'https://apps.example.org/police', 'The police app'],
    ['in-person', '', 'Any police station'],
  ])('has nothing against %s %s printed as “%s”', (kind, value, printed) => {
    expect(contactProblem({ kind, value, printed })).toBeNull()
  })

  it.each<[ContactKind, string, string, string]>([
    ['phone', '999', '', 'Say how this contact is printed.'],
    ['web', 'https://example.org/', '  ', 'Say how this contact is printed.'],
    ['phone', '999', '1999', 'The number as printed (“1999”) is not 999. Both must be the same number.'],
    ['phone', '999', '998', 'The number as printed (“998”) is not 999. Both must be the same number.'],
    ['sms', '101', 'Text us', 'The number as printed (“Text us”) is not 101. Both must be the same number.'],
    [
      'relay',
      '18000',
      '18001',
      'The number as printed (“18001”) is not 18000. Both must be the same number.',
    ],
    [
      'phone',
      '999',
      '999 or 112',
      'The number as printed (“999 or 112”) is not 999. Both must be the same number.',
    ],
    [
      'phone',
      '+443001232040',
      '0300 123 2041',
      'The number as printed (“0300 123 2041”) is not +443001232040: print it as 0300 123 2040 or +44 300 123 2040. Both must be the same number.',
    ],
    [
      'phone',
      '+443001232040',
      '0300 123 2040 (24/7)',
      'The number as printed (“0300 123 2040 (24/7)”) is not +443001232040: print it as 0300 123 2040 or +44 300 123 2040. Both must be the same number.',
    ],
    [
      'phone',
      '0300 123 2040',
      '0300 123 2040',
      '“0300 123 2040” is neither an international number (+44 300 …, without spaces: +443001232040) nor a short code (999).',
    ],
    [
      'phone',
      '9',
      '9',
      '“9” is neither an international number (+44 300 …, without spaces: +443001232040) nor a short code (999).',
    ],
    [
      'phone',
      '1234567',
      '1234567',
      '“1234567” is neither an international number (+44 300 …, without spaces: +443001232040) nor a short code (999).',
    ],
    [
      'phone',
      '+0443001232040',
      '0300 123 2040',
      '“+0443001232040” is neither an international number (+44 300 …, without spaces: +443001232040) nor a short code (999).',
    ],
    [
      'phone',
      '+44300123',
      '0300 123',
      '+44300123 is not a number that can exist in any country: check its digits.',
    ],
    [
      'phone',
      '+441234',
      '1234',
      '“+441234” is neither an international number (+44 300 …, without spaces: +443001232040) nor a short code (999).',
    ],
    ['email', 'help', 'Mail', '“help” is not an email address.'],
    ['email', `help@${'a'.repeat(246)}.org`, 'Mail', 'An email address has at most 254 characters.'],
    ['email', 'help@localhost', 'Mail', '“help@localhost” is not an email address.'],
    ['email', 'a@b.co?cc=c@d.co', 'Mail', '“a@b.co?cc=c@d.co” is not an email address.'],
    ['email', 'a@b.co,c@d.co', 'Mail', '“a@b.co,c@d.co” is not an email address.'],
    ['email', 'a@b.co\r\nBcc: c@d.co', 'Mail', '“a@b.co\r\nBcc: c@d.co” is not an email address.'],
    [
      'web',
      'police.example.org',
      'Online',
      '“police.example.org” is not a full address: start it with https://.',
    ],
    [
      'web',
      'javascript:alert(1)',
      'Online',
      '“javascript:” addresses are not allowed here: only https:// and http://.',
    ],
    ['app', 'market://police', 'App', '“market:” addresses are not allowed here: only https:// and http://.'],
    [
      'in-person',
      '+443001232040',
      'Any station',
      'A contact in person has no number or address to dial: leave the value empty.',
    ],
  ])('says of %s %j printed as “%s” what is wrong', (kind, value, printed, problem) => {
    expect(contactProblem({ kind, value, printed })).toBe(problem)
  })

  it.each([
    ['+443001232040', '+1 300 123 2040'],
    ['+443001232040', '999 300 123 2040'],
    ['+61131444', '+44 131 444'],
    ['+18007997233', '1-800-799-RAGE'],
    ['+18007997233', '1-800-799-SAFER-NOW 5'],
    ['+18007997233', '1-800-799-SAGA'],
    ['+443001232040', '0300 123 204 A'],
    ['+443001232040', '0300 123 2040 or 999'],
    ['#7233', '7233'],
    ['7233', '#7233'],
    ['#7233', '#7234'],
    ['*123', '#123'],
    ['*120*7867#', '*120*7868#'],
    ['18001101', '18000 101'],
    ['18001101', '18001 999'],
    ['18001101', '101'],
  ])('refuses %s printed as another number, “%s”', (value, printed) => {
    expect(contactProblem({ kind: 'phone', value, printed })).toContain('Both must be the same number.')
  })

  it.each<[ContactKind, string, string]>([
    ['relay', '180011234567', 'leads through the text relay to 1234567'],
    ['relay', '1800103001232', 'leads through the text relay to 03001232'],
    ['sms', '18001101', 'neither an international number'],
    ['phone', '#7', 'neither an international number'],
    ['phone', '##', 'neither an international number'],
    ['phone', '7233#', 'neither an international number'],
    ['phone', '1800799SAFE', 'neither an international number'],
  ])('refuses %s %s', (kind, value, problem) => {
    expect(contactProblem({ kind, value, printed: value })).toContain(problem)
  })

  it.each([
    ['+44 300 123 2040', '+443001232040'],
    ['+44 (0)300 123\u20112040', '+443001232040'],
    ['＋44\u00A0300\u200B1232040', '+443001232040'],
    ['+1-800-799-SAFE', '+18007997233'],
    ['18001 101', '18001101'],
    [' #7233 ', '#7233'],
    ['1800 RESPECT', '1800RESPECT'],
  ])('keeps %j as %s', (typed, value) => {
    expect(dialled(typed)).toBe(value)
  })

  it.each<[ContactKind, string, string | null]>([
    ['phone', '+443001232040', 'tel:+443001232040'],
    ['phone', '999', 'tel:999'],
    ['relay', '18000', 'tel:18000'],
    ['relay', '18001101', 'tel:18001101'],
    ['phone', '#7233', 'tel:%237233'],
    ['phone', '*120*7867#', 'tel:*120*7867%23'],
    ['sms', '#7233', 'sms:%237233'],
    ['sms', '999', 'sms:999'],
    ['email', 'help@police.example.org', 'mailto:help@police.example.org'],
    ['web', 'https://police.example.org/report', 'https://police.example.org/report'],
    ['app', 'https://apps.example.org/police', 'https://apps.example.org/police'],
    ['in-person', '', null],
    ['phone', '', null],
    ['web', '', null],
  ])('leads from %s %j to %j', (kind, value, href) => {
    expect(contactHref({ kind, value })).toBe(href)
  })
})
