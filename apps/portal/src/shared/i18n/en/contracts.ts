import type ja from '../ja/contracts.js';

const contracts = {
  'contracts.title': 'Contracts',
  'contracts.count': '{count} shown',
  'contracts.none': 'No contracts yet',
  'contracts.number': 'Contract no.',
  'contracts.client': 'Client',
  'contracts.sites': 'Sites',
  'contracts.fee': 'Monthly fee',
  'contracts.lastOn': 'Last day of the term',
  'contracts.deadline': 'Notice deadline',
  'contracts.status': 'State',
  'contracts.concludedOn': 'Concluded on',
  'contracts.responsible': 'In charge',
  'contracts.summary': 'The contract',
  'contracts.explained': 'Computed dates and their reasons',
  'contracts.text': 'Articles',
  'contracts.textLead': 'In plain words. Only the legal text binds the parties.',
  'contracts.legal': 'Show the legal text',
  'contracts.pdf': 'Open the contract PDF',
} as const satisfies Record<keyof typeof ja, string>;
export default contracts;
