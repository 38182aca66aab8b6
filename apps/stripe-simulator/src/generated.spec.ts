import { readFileSync } from 'node:fs';
import path from 'node:path';
import Stripe from 'stripe';
import { isServed, schemaSdkVersion } from './http/check-parameters.js';
import { apiVersion, matchRoute, routesSdkVersion } from './http/routes.js';
import { routes } from './resources/index.js';

const installed = (JSON.parse(readFileSync(path.join(path.dirname(require.resolve('stripe')), '../package.json'), 'utf8')) as { version: string }).version;

describe('SDKから作った検査表', () => {
  it('導入済みのSDKと同じ版から作られている（違えば tools/generate-schemas.mjs を実行する）', () => {
    expect({ schemaSdkVersion, routesSdkVersion }).toEqual({ schemaSdkVersion: installed, routesSdkVersion: installed });
    expect(apiVersion).toBe(Stripe.API_VERSION);
  });

  it('応える経路はすべてSDKにあり、パラメーターを検査できる', () => {
    for (const route of Object.keys(routes)) {
      const [method, url] = route.split(' ') as [string, string];
      expect(matchRoute(method, url.replaceAll('{}', 'id'))?.route).toBe(route);
      expect(isServed(route)).toBe(true);
    }
  });

  it('書かれた語は番号より先に読む', () => {
    expect(matchRoute('GET', '/v1/invoices/search')).toEqual({ route: 'GET /v1/invoices/search', ids: [] });
    expect(matchRoute('GET', '/v1/invoices/in_1')).toEqual({ route: 'GET /v1/invoices/{}', ids: ['in_1'] });
    expect(matchRoute('GET', '/v1/invoices/%E0%A4%A')).toBeUndefined();
    expect(matchRoute('DELETE', '/v1/events')).toBeUndefined();
  });
});
