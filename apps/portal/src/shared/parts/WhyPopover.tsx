import './parts.css';
import type { Explanation } from '@hoshu/api-schema';
import { Popover } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { textLanguage, useT } from '../i18n/translate.js';
import { Status } from './Status.js';
import { Button } from './Button.js';
import { readable } from './readable.js';

type WhyPopoverProps = { readonly explanation: Explanation; /** What is explained, for screen readers: 「通知期限」. */ readonly subject: string };

/** なぜ？ beside a computed value: the steps, the article, the law, and whether a person should check it (D10). */
export function WhyPopover({ explanation, subject }: WhyPopoverProps) {
  const t = useT();
  const language = textLanguage();
  return (
    <Popover width={340} position="bottom-start" shadow="md" withArrow trapFocus returnFocus>
      <Popover.Target>
        <Button variant="subtle" size="sm" icon={<IconHelpCircle size={16} aria-hidden />} aria-label={t('shell.why.of', { subject })}>{t('shell.why')}</Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('shell.why.of', { subject })}>
        <div className="h-why" tabIndex={-1} data-autofocus>
          <p className="h-why-title">{subject}</p>
          <ol>{explanation.steps.map((step) => <li key={step.ja}>{readable(step[language])}</li>)}</ol>
          {(explanation.article || explanation.law) && <p className="h-why-source">{t('shell.why.source')}{[explanation.article, explanation.law].filter(Boolean).join('・')}</p>}
          {explanation.rule && <p className="h-why-source">{t('shell.why.rule', { rule: `${explanation.rule.id} ${explanation.rule[language]}`, version: explanation.rule.version })}</p>}
          {explanation.needsReview && <p><Status tone="warn" label={t('shell.why.review')} /> <span className="h-note-small">{t('shell.why.reviewText')}</span></p>}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
