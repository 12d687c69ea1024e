import { counted } from '#domain/desk/impact.ts'
import type { Values } from '../values.ts'

/** Mails to the staff. */
export const staff = {
  entries: ({ count }: { count: number }) => counted(count, 'entry', 'entries'),
  overdueSubject: ({ count }: Values<'count'>) => `Verification overdue: ${count}`,
  overdue: ({ count, one }: Values<'count'> & { one: boolean }) => {
    const [many, them] = one ? ['is', 'it'] : ['are', 'them']
    return `${count} ${many} overdue: nobody has confirmed in time that what readers see states the law. Readers are told so. A reviewer must open each source, compare, and verify ${them}; or somebody must bring ${them} up to date.`
  },
  dueOn: ({ label, day }: Values<'label' | 'day'>) => `${label}, due on ${day}`,
  andMore: ({ count }: Values<'count'>) => `and ${count} more`,
  passwordSubject: 'Set a new password',
  /** Short lines are not re-encoded, so that the link between them is readable in a file too. */
  passwordBefore: [
    'somebody asked for a new password of your account at the editorial',
    'desk. If it was you, set it here:',
  ],
  passwordAfter: [
    'The link works once, within an hour; only the newest works. If it was',
    'not you, there is nothing to do: your password stays as it is.',
  ],
  invitationSubject: 'Your account at the editorial desk',
  invitationBefore: ({ by }: Values<'by'>) => [
    `${by} has an account for you at the editorial desk.`,
    'Set your password here:',
  ],
  invitationAfter: [
    'The link works once, within three days; only the newest works. After',
    'that, ask for another under “Forgot password?” where you sign in.',
  ],
  noteAlone: ({ label }: Values<'label'>) => `One person alone corrected the note of a change of “${label}”.`,
  decidedAlone: ({ label }: Values<'label'>) => `One person alone decided on “${label}”, for safety.`,
  secondReviewSubject: ({ label }: Values<'label'>) => `Second review is late: ${label}`,
  secondReview: ({ decided, day, time }: Values<'decided' | 'day' | 'time'>) =>
    `${decided} A second review was due on ${day} at ${time} UTC, and nobody has done it.`,
  lookAtIt: 'A reviewer who took no part in it must look at what was decided:',
  thingsNeedYou: ({ count }: { count: number }) => counted(count, 'thing needs you', 'things need you'),
  watchSubject: ({ count }: Values<'count'>) => `The watch: ${count}`,
  watchFound: 'this is what the watch found in the sources and dates of your guides, and what is to be done.',
  targetLateSubject: ({ address }: Values<'address'>) => `Readers have an old release: ${address}`,
  targetLate: ({ address, day, time }: Values<'address' | 'day' | 'time'>) =>
    `What is published does not reach the readers of ${address}: they have what was published before ${day}, ${time} UTC.`,
  targetTried: 'It is tried again and again. The desk says how it stands, and pushes at once if you ask:',
  targetWorksSubject: ({ address }: Values<'address'>) =>
    `Readers have the current release again: ${address}`,
  targetWorks: ({ address, day, time }: Values<'address' | 'day' | 'time'>) =>
    `The readers of ${address} have what is published. They had an old release since ${day}, ${time} UTC.`,
  alarmSubject: ({ host }: Values<'host'>) => `Something needs you: ${host}`,
  alarm: ({ day, time }: Values<'day' | 'time'>) => `Since ${day}, ${time} UTC:`,
  alarmOverSubject: ({ host }: Values<'host'>) => `It is over: ${host}`,
  alarmOver: ({ day, time }: Values<'day' | 'time'>) =>
    `This is over. It had lasted since ${day}, ${time} UTC:`,
  aliveSubject: ({ host }: Values<'host'>) => `Recourse works: ${host}`,
  aliveTrouble: ({ host, count }: Values<'host' | 'count'>) => `Recourse runs, and ${count}: ${host}`,
  alive: [
    'this mail comes every Monday at eight, in the time zone of the site. If it does not come, see to the server: it',
    'could then not tell you either that something else is wrong.',
  ],
  aliveRelease: ({ release, day, time }: Values<'release' | 'day' | 'time'>) =>
    `Readers see release ${release} of ${day}, ${time} UTC.`,
  aliveNoRelease: 'Nothing has been published yet.',
  aliveMails: ({ sent, waiting }: Values<'sent' | 'waiting'>) =>
    `Mails in the outbox: ${sent} sent, ${waiting} to be sent.`,
  aliveSubscribers: ({ active }: Values<'active'>) => `Subscribers: ${active}.`,
  aliveFine: 'Nothing is wrong that Recourse knows of.',
  thingsForYou: ({ count }: { count: number }) => counted(count, 'thing is', 'things are'),
  noticesSubject: ({ count }: Values<'count'>) => `The editorial desk: ${count} new for you`,
  noticesBegin: 'this is new for you at the editorial desk.',
  noticesFoot:
    'What you have read or done meanwhile is not in this mail. Set in your account whether you get such mails at once, once a day, or not at all:',
  aSource: 'a source or a site',
  aPage: 'a page of the site',
  ofPlace: ({ what, place }: Values<'what' | 'place'>) => `${what} of ${place}`,
  noticeAbout: {
    profile: 'the profile',
    channel: 'a channel',
    offence: 'an offence',
    route: 'the cross-border route',
    ladder: 'the ladder',
    essential: 'an essay',
    jurisdiction: 'the place itself',
    site: 'the words of the site',
  },
  whyTold: {
    'second-review': 'You are a reviewer who took no part in what one person decided alone.',
    review: 'You are a reviewer who wrote none of it.',
    withdrawal: 'You are a reviewer who did not ask for it.',
    'sent-back': 'You wrote or submitted it; or you look after it, and whoever did has left.',
    assigned: 'Somebody made it your task.',
    expert: 'You asked them; or you look after it, and whoever did has left.',
    mentioned: 'A colleague names you in a question or an answer.',
    asked:
      'You wrote or submitted what it is about, or it is your task; or you look after it, and whoever did has left.',
    answered: 'You asked, answered or were mentioned in it.',
    absent: 'A colleague is away, and you stand in; or nobody does who could do it.',
    unassigned: 'Whoever had it cannot do it any more: you could do it, or you assigned it.',
    declined: 'You asked for it.',
    live: 'You wrote or submitted it.',
    withdrawn: 'You asked for it.',
    resolved: 'You asked it.',
    reported: 'You look after the entry or the page; or nobody does who is here.',
    'law-change': 'You look after the entry, which rests on that law; or nobody does who is here.',
    source: 'You look after an entry that rests on it; or nobody does who is here.',
  },
  foundOfKind: ({ kind, count }: Values<'kind' | 'count'>) => `${kind}: ${count}`,
} as const
