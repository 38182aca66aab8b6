import type ja from '../ja/demo.js';

const demo = {
  'demo.title': 'Enter the demo',
  'demo.lead': 'Choose a person to act as; a window of its own opens. All data are invented, and no real mail or transfer leaves this machine.',
  'demo.enterAs': 'Enter as {name}',
  'demo.entering': 'Signing in…',
  'demo.failed': 'Could not enter. Please try again.',
  'demo.clock': 'Date of the demo',
  'demo.clockText': 'Today is {date}. Moving the date runs everything that falls due: invoices, renewals, arrival of notices.',
  'demo.moved': '({days} days ahead of the real date)',
  'demo.day': 'Move one day',
  'demo.month': 'Move one month',
  'demo.advancing': 'Moving the date…',
  'demo.where': 'Mail and bank',
  'demo.mail': 'See the mails that arrived',
  'demo.bank': 'Send a bank transfer',
  'demo.whereText': 'The mails this demo sent, and the counter of the client’s bank.',
} as const satisfies Record<keyof typeof ja, string>;
export default demo;
