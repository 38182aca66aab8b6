import { Controller } from '@nestjs/common';
import { movingInRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { HeldBack } from './held-back.js';
import { ImportRows } from './import-rows.js';
import { MoveViews } from './move-views.js';
import { PrepareMove } from './prepare.js';
import { UndoMove } from './undo-move.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** D11: moving in. */
@Controller()
export class MovingInController {
  constructor(private readonly views: MoveViews, private readonly preparing: PrepareMove, private readonly imports: ImportRows, private readonly undoing: UndoMove, private readonly heldBack: HeldBack) {}

  @Route(routes.format) format() { return this.views.format(); }
  @Route(routes.sample) sample() { return this.views.sample(); }
  @Route(routes.upload) upload(@Input() input: In<'upload'>) { return this.preparing.upload(input.actor, input.upload, input.query.preset ?? 'own'); }
  @Route(routes.runs) runs(@Input() input: In<'runs'>) { return this.views.list(input.actor); }
  @Route(routes.run) run(@Input() input: In<'run'>) { return this.views.get(input.actor, input.params.moveRunId); }
  @Route(routes.rows) rows(@Input() input: In<'rows'>) { return this.views.rows(input.actor, input.params.moveRunId, input.query); }
  @Route(routes.settings) settings(@Input() input: In<'settings'>) { return this.preparing.settings(input.actor, input.params.moveRunId, { body: input.body, version: input.ifMatch }); }
  @Route(routes.addPapers) addPapers(@Input() input: In<'addPapers'>) { return this.preparing.addPapers(input.actor, input.params.moveRunId, input.upload); }
  @Route(routes.import) import(@Input() input: In<'import'>) { return this.imports.run(input.actor, input.params.moveRunId); }
  @Route(routes.undo) undo(@Input() input: In<'undo'>) { return this.undoing.run(input.actor, input.params.moveRunId, input.body.reason); }
  @Route(routes.discard) discard(@Input() input: In<'discard'>) { return this.preparing.discard(input.actor, input.params.moveRunId); }
  @Route(routes.corrections) corrections(@Input() input: In<'corrections'>) { return this.views.corrections(input.actor, input.params.moveRunId); }
  @Route(routes.held) held(@Input() input: In<'held'>) { return this.heldBack.list(input.actor); }
  @Route(routes.heldFile) heldFile(@Input() input: In<'heldFile'>) { return this.heldBack.file(input.actor); }
}
