import { Controller } from '@nestjs/common';
import { boardRoutes as routes, type ResponseOf } from '@hoshu/api-schema';
import { Db } from '../../platform/db/db.js';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { BoardReader } from './facts.js';
import { articleLights } from './lights.js';

/** The article board for both sides; row level security decides whose. */
@Controller()
export class BoardController {
  constructor(private readonly db: Db, private readonly reader: BoardReader) {}

  @Route(routes.get) get(@Input() { actor, params }: RouteInput<typeof routes.get>): Promise<ResponseOf<typeof routes.get>> {
    return this.db.read(actor, async (tx) => {
      const facts = await this.reader.read(tx, actor, params.contractId);
      return { contractNumber: facts.contract.number, items: articleLights(facts) };
    });
  }
}
