import { Controller } from '@nestjs/common';
import { sampleRoutes as routes } from '@hoshu/api-schema';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { SampleData } from './sample-data.js';
import { Samples } from './samples.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** Adding and removing the samples. */
@Controller()
export class SamplesController {
  constructor(private readonly data: SampleData, private readonly samples: Samples) {}

  @Route(routes.state) state(@Input() input: In<'state'>) { return this.samples.state(input.actor); }
  @Route(routes.add) async add(@Input() input: In<'add'>) { return { added: (await this.data.add(input.actor)).added }; }
  @Route(routes.wipe) wipe(@Input() input: In<'wipe'>) { return this.samples.wipe(input.actor); }
}
