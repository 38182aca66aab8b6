// One line per language and slice. A page names the slices it needs; only those are loaded.
export const catalogueLoaders = {
  ja: {
    shell: () => import('./ja/shell.js'),
    form: () => import('./ja/form.js'),
    entry: () => import('./ja/entry.js'),
    profile: () => import('./ja/profile.js'),
    home: () => import('./ja/home.js'),
    demo: () => import('./ja/demo.js'),
    contracts: () => import('./ja/contracts.js'),
    signing: () => import('./ja/signing.js'),
    notices: () => import('./ja/notices.js'),
    organisation: () => import('./ja/organisation.js'),
    clients: () => import('./ja/clients.js'),
    sites: () => import('./ja/sites.js'),
    incidents: () => import('./ja/incidents.js'),
    billing: () => import('./ja/billing.js'),
    settings: () => import('./ja/settings.js'),
    wizard: () => import('./ja/wizard.js'),
    vendorSigning: () => import('./ja/vendorSigning.js'),
    reports: () => import('./ja/reports.js'),
    audit: () => import('./ja/audit.js'),
    desk: () => import('./ja/desk.js'),
  },
  en: {
    shell: () => import('./en/shell.js'),
    form: () => import('./en/form.js'),
    entry: () => import('./en/entry.js'),
    profile: () => import('./en/profile.js'),
    home: () => import('./en/home.js'),
    demo: () => import('./en/demo.js'),
    contracts: () => import('./en/contracts.js'),
    signing: () => import('./en/signing.js'),
    notices: () => import('./en/notices.js'),
    organisation: () => import('./en/organisation.js'),
    clients: () => import('./en/clients.js'),
    sites: () => import('./en/sites.js'),
    incidents: () => import('./en/incidents.js'),
    billing: () => import('./en/billing.js'),
    settings: () => import('./en/settings.js'),
    wizard: () => import('./en/wizard.js'),
    vendorSigning: () => import('./en/vendorSigning.js'),
    reports: () => import('./en/reports.js'),
    audit: () => import('./en/audit.js'),
    desk: () => import('./en/desk.js'),
  },
} as const;

export type Slice = keyof typeof catalogueLoaders.ja;
type Texts = { [S in Slice]: Awaited<ReturnType<(typeof catalogueLoaders.ja)[S]>>['default'] };
/** Every text id of the portal; an id nobody wrote does not compile. */
export type MessageId = { [S in Slice]: keyof Texts[S] & string }[Slice];
