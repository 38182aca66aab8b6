import './parts.css';
import { IconCheck } from '@tabler/icons-react';
import { useT } from '../i18n/translate.js';

/** Where a wizard stands. `current` counts from 0. */
export function Steps({ labels, current }: { readonly labels: readonly string[]; readonly current: number }) {
  const t = useT();
  return (
    <nav aria-label={t('shell.steps.label')}>
      <p className="h-steps-phone">{t('shell.steps.of', { current: current + 1, total: labels.length, label: labels[current] ?? '' })}</p>
      <ol className="h-steps">
        {labels.map((label, index) => (
          <li key={label} data-state={index < current ? 'done' : index === current ? 'current' : 'ahead'} aria-current={index === current ? 'step' : undefined}>
            <span className="h-step-mark" aria-hidden>{index < current ? <IconCheck size={16} stroke={3} /> : index + 1}</span>{label}
          </li>
        ))}
      </ol>
    </nav>
  );
}
