import { describe, expect, it } from 'vitest'
import { passwordProblem } from '#lib/passwords.ts'

const ADA = { name: 'Ada Sample', email: 'ada.sample@guides.example.org' }

describe('a password', () => {
  it.each([
    'blue table seven',
    'a long enough password',
    'Kp7-wXq2-Lm9z',
    'hx7wq-k2mnb-zz8pd',
    'correct horse battery staple',
    'zwölf Äpfel im Schrank',
    'двенадцать зелёных яблок',
    '}~[$%^;:<>&|=',
    '六月の雨と青い傘と小さな猫',
    `${'seven green umbrellas '.repeat(50)}`,
  ])('is taken: %s', async (password) => {
    expect(await passwordProblem(password, ADA)).toBeNull()
  })

  it.each([
    'Password123!',
    'passwordpassword',
    'letmeinletmein',
    'iloveyou1234',
    'administrator',
    'welcome12345',
    'changeme1234',
    '1qaz2wsx3edc',
    'zxcvbnm12345',
    'asdfghjkl123',
    'abcdefghijkl',
    '121212121212',
    'Winter2026!!',
    'January 2026',
    'recourserecourse',
    'Recourse-2026',
    'ada.sample@guides.example.org',
    'adasample2026',
    'elpmas.adaada',
    'Sample, Ada 1',
    'guides.example',
    'Ada SAMPLE ada!!!!',
    '!!!!!!!!!!!!?',
  ])('is easy to guess: %s', async (password) => {
    expect(await passwordProblem(password, ADA)).toMatch(/^This password is easy to guess\. /)
  })

  it.each(['Lighthouse-2026!', 'lighthouse.example.net', 'example lighthouse 1'])(
    'made of the name or the host of the site is easy to guess: %s',
    async (password) => {
      const site = ['lighthouse.example.net', 'Lighthouse']
      expect(await passwordProblem(password, ADA, site)).toMatch(
        /or made of .* the name or address of this site/,
      )
    },
  )

  it('has twelve characters, whatever they are made of', async () => {
    expect(await passwordProblem('', ADA)).toMatch(
      /^A password has at least 12 characters\. This one has 0\. /,
    )
    expect(await passwordProblem('kx7-wq2-lm9', ADA)).toMatch(/This one has 11\. /)
    expect(await passwordProblem('kx7-wq2-lm9z', ADA)).toBeNull()
    expect(await passwordProblem('🦊🐝🦉🐙🦀🐌🦔🐧🦎🐢🦩', ADA)).toMatch(/This one has 11\. /)
  })

  it('is judged in a moment, whatever is sent', async () => {
    await passwordProblem('the list is read once', ADA)
    for (const text of ['4@8({[<3€6&9#!1|0$5+7%2', 'p4$$w0rd', '0123456789', '11/11/1111', '4a4@4/\\', 'a']) {
      const start = performance.now()
      await passwordProblem(text.repeat(2_000), { name: 'Ada '.repeat(50), email: 'a@b.example' })
      expect(performance.now() - start).toBeLessThan(2_000)
    }
  })
})
