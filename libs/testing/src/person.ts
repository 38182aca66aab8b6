import { randomUUID } from 'node:crypto';
import type { BodyInputOf, ParamsOf, Problem, ResponseOf, RouteShape } from '@hoshu/api-schema';
import { identityRoutes } from '@hoshu/api-schema';
import type { World } from './world.js';

export interface Answer<T> { readonly status: number; readonly headers: Headers; readonly body: T; readonly problem: Problem; readonly bytes: Buffer }
type Call<R extends RouteShape> = { readonly params?: Partial<ParamsOf<R>>; readonly query?: Record<string, string>; readonly body?: BodyInputOf<R>; readonly ifMatch?: number; readonly key?: string; readonly upload?: { bytes: Buffer; name: string; type: string }; readonly headers?: Record<string, string> };

/** A browser of one person: keeps the cookie, speaks only HTTP. */
export class Person {
  cookie = '';
  constructor(readonly world: World, readonly name: string, readonly email: string) {}

  /** Calls a route and returns whatever came back. */
  async try<R extends RouteShape>(route: R, call: Call<R> = {}): Promise<Answer<ResponseOf<R>>> {
    let path: string = route.path;
    for (const [name, value] of Object.entries(call.params ?? {})) path = path.replace(`:${name}`, encodeURIComponent(String(value)));
    const search = call.query ? `?${new URLSearchParams(call.query).toString()}` : '';
    const headers: Record<string, string> = { 'X-Hoshu': '1', ...(this.cookie ? { cookie: this.cookie } : {}), ...call.headers };
    if (route.method === 'POST') headers['Idempotency-Key'] ??= call.key ?? randomUUID();
    if (call.ifMatch !== undefined) headers['If-Match'] = `"${call.ifMatch}"`;
    let body: BodyInit | undefined;
    if (call.upload) {
      headers['Content-Type'] = call.upload.type;
      headers['X-File-Name'] = encodeURIComponent(call.upload.name);
      body = new Uint8Array(call.upload.bytes);
    } else if (call.body !== undefined) {
      headers['Content-Type'] = 'application/json';
      body = JSON.stringify(call.body);
    }
    const response = await fetch(`${this.world.url}${path}${search}`, { method: route.method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) });
    for (const cookie of response.headers.getSetCookie()) this.cookie = cookie.split(';')[0] ?? '';
    const bytes = Buffer.from(await response.arrayBuffer());
    const json = (response.headers.get('content-type') ?? '').includes('json') ? (JSON.parse(bytes.toString('utf8')) as unknown) : undefined;
    return { status: response.status, headers: response.headers, body: json as ResponseOf<R>, problem: json as Problem, bytes };
  }

  /** Calls a route and insists on success. */
  async do<R extends RouteShape>(route: R, call: Call<R> = {}): Promise<ResponseOf<R>> {
    const answer = await this.try(route, call);
    if (answer.status !== 200) throw new Error(`${route.id} → ${answer.status} ${JSON.stringify(answer.problem)}`);
    return answer.body;
  }

  /** Signs in by the link in the mail. */
  async signInByMail(): Promise<this> {
    await this.do(identityRoutes.requestSignInLink, { body: { email: this.email } });
    await this.world.drain();
    const token = this.world.mail.link(this.email, 'サインイン').split('/').at(-1) ?? '';
    await this.do(identityRoutes.signInLink, { body: { token } });
    return this;
  }

  /** Accepts the newest invitation that came by mail. */
  async acceptInvitation(): Promise<this> {
    await this.world.drain();
    const token = this.world.mail.link(this.email, '招待').split('/').at(-1) ?? '';
    await this.do(identityRoutes.acceptInvitation, { body: { token, personName: this.name, acceptedTerms: true } });
    return this;
  }
}

/** A vendor's owner who just signed up and verified the address. */
export async function signUpVendor(world: World, vendor: { companyName: string; personName: string; email: string; password?: string }): Promise<Person> {
  const person = new Person(world, vendor.personName, vendor.email);
  await person.do(identityRoutes.signUp, { body: { email: vendor.email, companyName: vendor.companyName, personName: vendor.personName, acceptedTerms: true } });
  await world.drain();
  const token = world.mail.link(vendor.email, '確認').split('/').at(-1) ?? '';
  await person.do(identityRoutes.verifySignUp, { body: { token, ...(vendor.password ? { password: vendor.password } : {}) } });
  return person;
}
