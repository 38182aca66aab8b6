import { IconBuildingStore, IconFileCertificate, IconReceiptYen, IconReportAnalytics, IconTool, type Icon } from '@tabler/icons-react';
import { useEffect } from 'react';
import { pathTo } from '../../paths.js';
import { useT, type MessageId } from '../../shared/i18n/translate.js';
import { ProductPicture } from './ProductPicture.js';
import { ButtonLink } from '../../shared/parts/Button.js';

interface Feature { readonly icon: Icon; readonly title: MessageId; readonly text: MessageId }
const features: readonly Feature[] = [
  { icon: IconFileCertificate, title: 'entry.landing.contract.title', text: 'entry.landing.contract.text' },
  { icon: IconReceiptYen, title: 'entry.landing.money.title', text: 'entry.landing.money.text' },
  { icon: IconReportAnalytics, title: 'entry.landing.work.title', text: 'entry.landing.work.text' },
];
const audiences: readonly Feature[] = [
  { icon: IconTool, title: 'entry.landing.vendor.title', text: 'entry.landing.vendor.text' },
  { icon: IconBuildingStore, title: 'entry.landing.client.title', text: 'entry.landing.client.text' },
];

const FeatureCard = ({ icon: Shown, title, text }: Feature) => {
  const t = useT();
  return (
    <li className="h-card h-feature">
      <span className="h-state-icon" aria-hidden><Shown size={28} stroke={1.5} /></span>
      <div><h3>{t(title)}</h3><p>{t(text)}</p></div>
    </li>
  );
};

/** What Hoshu is, and one thing to do. */
export function Page() {
  const t = useT();
  const title = t('entry.landing.title');
  useEffect(() => { document.title = `Hoshu｜${title}`; }, [title]);
  return (
    <>
      <section className="h-hero">
        <div>
          <h1>{title}</h1>
          <p className="h-hero-lead">{t('entry.landing.lead')}</p>
          <div className="h-hero-act"><ButtonLink to={pathTo('public.signUp')} size="lg">{t('entry.start')}</ButtonLink><p className="h-note-small">{t('entry.landing.signUpNote')}</p></div>
          <p className="h-note-small h-hero-invited">{t('entry.landing.invited')}</p>
        </div>
        <ProductPicture />
      </section>
      <section className="h-landing" aria-labelledby="how">
        <h2 id="how">{t('entry.landing.how')}</h2>
        <ul className="h-features">{features.map((feature) => <FeatureCard key={feature.title} {...feature} />)}</ul>
        <ul className="h-features" data-two>{audiences.map((feature) => <FeatureCard key={feature.title} {...feature} />)}</ul>
      </section>
    </>
  );
}
