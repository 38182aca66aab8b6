import { spawnSync } from 'node:child_process';
import { allRoutes } from '@hoshu/api-schema';
import { permissions } from '@hoshu/domain';
import { root } from './support/repository.js';

const known = new Set<string>([...permissions, 'public', 'session']);

describe('経路', () => {
  it('どの経路も、知られた権限をひとつ名指しする（既定は拒否）', () => {
    expect(allRoutes.filter((route) => !known.has(route.permission)).map((route) => `${route.id}: ${route.permission}`)).toEqual([]);
  });

  it('公開の経路だけが相手を選ばない', () => {
    expect(allRoutes.filter((route) => (route.permission === 'public') !== (route.audience.length === 0)).map((route) => route.id)).toEqual([]);
  });

  it('名前も、方法と住所の組も、ひとつずつしかない', () => {
    const twice = (keys: string[]) => keys.filter((key, index) => keys.indexOf(key) !== index);
    expect(twice(allRoutes.map((route) => route.id))).toEqual([]);
    expect(twice(allRoutes.map((route) => `${route.method} ${route.path.replace(/:\w+/g, ':id')}`))).toEqual([]);
  });

  it('経路は /api/v1 の下にあり、外から名指しされる住所だけが例外', () => {
    expect(allRoutes.filter((route) => !route.path.startsWith('/api/v1/')).map((route) => route.path).sort()).toEqual(allRoutes.filter((route) => route.path.startsWith('/api/webhooks/')).map((route) => route.path).sort());
  });

  it('docs/openapi.json は経路の表と一致する', () => {
    const result = spawnSync(process.execPath, ['tools/openapi.mjs', '--check'], { cwd: root, encoding: 'utf8' });
    expect({ output: result.stdout.trim(), status: result.status }).toEqual({ output: 'docs/openapi.json is in step', status: 0 });
  });
});
