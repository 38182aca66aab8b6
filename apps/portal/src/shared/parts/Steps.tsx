import './parts.css';
import { IconCheck } from '@tabler/icons-react';
import { useT } from '../i18n/translate.js';

const StepMark = ({ index, current }: { readonly index: number; readonly current: number }) => <span className="h-step-mark" aria-hidden>{index < current ? <IconCheck size={16} stroke={3} /> : index + 1}</span>;

interface StepsProps {
  readonly labels: readonly string[];
  /** Counts from 0. */
  readonly current: number;
  /** Makes each step a button that leads to it. */
  readonly onGo?: (index: number) => void;
}

/** Where a wizard stands. */
export function Steps({ labels, current, onGo }: StepsProps) {
  const t = useT();
  return (
    <nav aria-label={t('shell.steps.label')}>
      <p className="h-steps-phone">{t('shell.steps.of', { current: current + 1, total: labels.length, label: labels[current] ?? '' })}</p>
      <ol className="h-steps">
        {labels.map((label, index) => (
          <li key={label} data-state={index < current ? 'done' : index === current ? 'current' : 'ahead'} aria-current={index === current ? 'step' : undefined}>
            {onGo
              ? <button type="button" className="h-step-go" onClick={() => onGo(index)}><StepMark index={index} current={current} />{label}</button>
              : <><StepMark index={index} current={current} />{label}</>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
