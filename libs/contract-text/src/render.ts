import { closingText } from '@hoshu/domain';
import { ARTICLES, CLOSING, DATE_LINE, PREAMBLE, TITLE } from './articles.js';
import { renderAnnex } from './annex.js';
import type { ArticleModel, ContractModel, ItemModel, ParagraphModel, Run, SignatureBlock } from './model.js';
import { itemLabel, paragraphLabel, templateParts, type ArticleTemplate, type ParagraphTemplate } from './template.js';
import type { ContractTerms, PartyKey } from './terms.js';
import { fieldText } from './values.js';

/** 第2条6号: the form leaves it empty; it is printed only when there is more to name than items 1 to 4 hold. */
export function hasFurtherSites(terms: ContractTerms): boolean {
  return terms.sites.length > 1 || terms.sites.some((site) => site.others.length > 0);
}

function fill(terms: ContractTerms, template: string): Run[] {
  return templateParts(template).map((part): Run => {
    if (part.kind === 'text') return { text: part.text };
    const text = fieldText(terms, part.field);
    return text === null ? { text: part.blank, field: part.field, blank: true } : { text, field: part.field };
  });
}

function fillItems(terms: ContractTerms, paragraph: ParagraphTemplate): ItemModel[] {
  return (paragraph.items ?? [])
    .filter((item) => typeof item === 'string' || hasFurtherSites(terms))
    .map((item, index) => ({
      number: index + 1,
      label: itemLabel(index, paragraph),
      runs: fill(terms, typeof item === 'string' ? item : item.text),
    }));
}

function fillArticle(terms: ContractTerms, article: ArticleTemplate): ArticleModel {
  return {
    number: article.number,
    heading: article.heading,
    paragraphs: article.paragraphs.map((paragraph, index): ParagraphModel => ({
      number: index + 1,
      label: paragraphLabel(index, paragraph),
      runs: fill(terms, paragraph.text),
      items: fillItems(terms, paragraph),
      proviso: paragraph.proviso ? fill(terms, paragraph.proviso) : null,
    })),
  };
}

function signatureBlock(terms: ContractTerms, party: PartyKey): SignatureBlock {
  return {
    party,
    mark: party === 'client' ? '【甲】' : '【乙】',
    lines: [
      { label: '住所', runs: fill(terms, `{parties.${party}.address|●●}`) },
      { label: '会社名', runs: fill(terms, `{parties.${party}.companyName|●●}`) },
      { label: '代表者', runs: fill(terms, `{parties.${party}.representative|●●}`) },
    ],
  };
}

/**
 * Fills the 22 articles and 別紙1 with the terms of one contract version.
 * @returns the model that screens and PDFs are drawn from; open blanks keep the form's ● and carry `blank: true`
 */
export function renderContract(terms: ContractTerms): ContractModel {
  return {
    format: 'hoshu-contract-1',
    signingForm: terms.signingForm,
    title: TITLE,
    preamble: fill(terms, PREAMBLE),
    articles: ARTICLES.map((article) => fillArticle(terms, article)),
    // 民法522条2項: an electronic contract has no 2通 and no 記名押印.
    closing: closingText({ form: terms.signingForm, text: CLOSING }),
    dateLine: fill(terms, DATE_LINE),
    signatures: [signatureBlock(terms, 'client'), signatureBlock(terms, 'vendor')],
    annex: renderAnnex(terms),
  };
}
