/** The part of mailauth that is used; the package brings no types. */
declare module 'mailauth' {
  interface Verdict { readonly status: { readonly result: string; readonly comment?: string } }
  interface Options {
    readonly ip?: string; readonly helo?: string; readonly sender?: string; readonly mta: string; readonly disableArc: boolean; readonly disableBimi: boolean;
    readonly resolver: (name: string, type: string) => Promise<unknown>;
  }
  export function authenticate(message: Buffer, options: Options): Promise<{
    readonly spf: Verdict | false; readonly dkim: { readonly results: readonly (Verdict & { readonly signingDomain?: string })[] }; readonly dmarc: (Verdict & { readonly domain?: string }) | false;
  }>;
}
