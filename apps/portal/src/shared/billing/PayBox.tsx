import './billing.css';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '../i18n/translate.js';
import { longDate } from '../jp/dates.js';
import { yenText } from '../jp/money.js';
import { CopyButton, CopyRow } from '../parts/CopyRow.js';
import { Section } from '../parts/Section.js';
import { DateText, Money } from '../parts/values.js';
import { accountLines, accountToPay } from './account.js';
import type { Accounts, TransferAccount } from './status.js';

interface PayBoxProps {
  readonly title: string;
  readonly amountYen: number;
  readonly dueOn: string | null;
  readonly today: string;
  readonly accounts: Accounts;
  /** The account that the invoice's own paper names. */
  readonly printed?: TransferAccount | null;
  /** What was paid already, in neutral words. */
  readonly note?: ReactNode;
  /** What else can be done about paying. */
  readonly children?: ReactNode;
}

/** How much, until when, and to which account; each line can be copied (第11条2項・3項). */
export function PayBox({ title, amountYen, dueOn, today, accounts, printed = null, note, children }: PayBoxProps) {
  const t = useT();
  const { account, isVirtual, changed } = accountToPay(accounts, today, printed);
  const lines = account ? accountLines(account, t) : [];
  const everything = [...lines.map((line) => `${line.label}：${line.value}`), `${t('billing.pay.amount')}：${yenText(amountYen)}`, ...(dueOn ? [`${t('billing.pay.due')}：${longDate(dueOn)}`] : [])].join('\n');
  return (
    <Section title={title}>
      <div>
        <p className="h-label">{t('billing.pay.amountTaxed')}</p>
        <p className="h-pay-amount"><Money yen={amountYen} strong /></p>
        {dueOn && <p>{t('billing.pay.due')}：<strong><DateText on={dueOn} form="deadline" /></strong></p>}
        {note && <p className="h-note-small">{note}</p>}
      </div>
      {changed && (
        <div className="h-notice-box" role="note">
          <IconInfoCircle size={20} aria-hidden />
          <p><strong>{t('billing.pay.changed', { date: longDate(accounts.ownSinceOn ?? today) })}</strong><br />{t('billing.pay.changedText')}</p>
        </div>
      )}
      {account ? (
        <>
          <div>{lines.map((line) => <CopyRow key={line.label} {...line} />)}</div>
          <CopyButton text={everything}>{t('billing.pay.copyAll')}</CopyButton>
          <p className="h-note-small">{isVirtual ? t('billing.pay.virtual') : t('billing.pay.own')}{t('billing.pay.fee')}</p>
        </>
      ) : <p>{t('billing.pay.noAccount')}</p>}
      {children}
    </Section>
  );
}
