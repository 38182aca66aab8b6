import type { TermsInput } from '@hoshu/api-schema';
import { blankTerms, type ContractTerms, type SiteTerms } from '@hoshu/contract-text';
import { firstTermEnd, parseLocalDate, type LocalDate } from '@hoshu/domain';

export interface PartyRecord { readonly company_name: string; readonly prefecture: string; readonly city: string; readonly street: string; readonly building: string; readonly representative_title: string; readonly representative_name: string; readonly notice_email: string; readonly notice_postal: string }
export interface SiteRecord { readonly id: string; readonly client_id: string; readonly site_name: string; readonly url: string; readonly server: string; readonly cms: string; readonly other_systems: string[] }

/** One line of address as it is printed. */
export const addressOf = (party: PartyRecord): string => `${party.prefecture}${party.city}${party.street}${party.building ? ` ${party.building}` : ''}`;

const partyTerms = (party: PartyRecord) => ({ companyName: party.company_name, address: addressOf(party), representativeTitle: party.representative_title, representativeName: party.representative_name });
// 別紙1: a postal notice address that is not given is the head office.
const noticeOf = (party: PartyRecord) => ({ email: party.notice_email, postal: party.notice_postal || addressOf(party) });
/** A site as 第2条 names it. */
export const siteTerms = (site: SiteRecord): SiteTerms => ({ name: site.site_name, url: site.url, server: site.server, cms: site.cms, others: site.other_systems });

const day = (text: string | null): LocalDate | null => (text === null ? null : parseLocalDate(text));

/** The whole terms of a version: what the wizard asked, the registers' parties and sites, and the last day of the first term by R01. */
export function composeTerms(input: TermsInput, registers: { readonly vendor: PartyRecord; readonly client: PartyRecord | null; readonly sites: readonly SiteRecord[] }): ContractTerms {
  const blank = blankTerms();
  const startOn = day(input.term.startOn);
  const firstEndOn = startOn ? firstTermEnd({ startOn, startsAtMidnight: input.term.startsAtMidnight, termMonths: input.term.months }) : null;
  const { client, vendor, sites } = registers;
  return {
    ...input,
    contractDate: day(input.contractDate),
    term: { ...input.term, startOn, firstEndOn },
    parties: { client: client ? partyTerms(client) : blank.parties.client, vendor: partyTerms(vendor) },
    sites: sites.length ? sites.map(siteTerms) : blank.sites,
    annex: {
      ...input.annex,
      backup: 'underDiscussionUntil' in input.annex.backup ? { underDiscussionUntil: day(input.annex.backup.underDiscussionUntil) as LocalDate } : input.annex.backup,
      notices: { client: client ? noticeOf(client) : blank.annex.notices.client, vendor: noticeOf(vendor) },
    },
  } as ContractTerms;
}

/** The part of stored terms that the wizard edits. */
export function termsInputOf(terms: ContractTerms): TermsInput {
  const { parties: _parties, sites: _sites, annex, term, ...rest } = terms;
  const { notices: _notices, ...annexRest } = annex;
  const { firstEndOn: _firstEndOn, ...termRest } = term;
  return { ...rest, term: termRest, annex: annexRest } as unknown as TermsInput;
}

/** What a new contract starts from: the form's own numbers, and the choices most maintenance companies make. */
export function defaultTerms(): TermsInput {
  const terms = blankTerms();
  const frequencies = ['5分ごと', '毎月', '随時（月3回まで）', '毎日', '発生の都度', '毎月', '毎月', '毎月', ''];
  return termsInputOf({
    ...terms, signingForm: 'electronic', dueDay: 31,
    annex: {
      ...terms.annex, works: terms.annex.works.map((work, index) => ({ ...work, frequency: frequencies[index] ?? '' })), minorWork: { perMonth: 3, minutesEach: 30 },
      backup: { frequency: '毎日', retention: '30日間', method: '本番と別のストレージへの保存' },
    },
  });
}
