import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { repeat } from './repeat.js';
import { LOGGER } from './tokens.js';

export interface Loop {
  readonly name: string;
  /** Pause between two turns in real milliseconds. */
  readonly pauseMs: number;
  /** One turn; never overlaps with itself in this process. Other workers may run theirs at the same time. */
  readonly run: () => Promise<void>;
}

/** Work that goes by real time rather than by the business clock; slices register, the worker process starts it. */
@Injectable()
export class Loops {
  private readonly loops: Loop[] = [];

  constructor(@Inject(LOGGER) private readonly log: Logger) {}

  register(loop: Loop): void {
    this.loops.push(loop);
  }

  /** Starts every loop. `stop` waits for the turns in progress. */
  start(): { stop: () => Promise<void> } {
    const running = this.loops.map((loop) => repeat(loop.pauseMs, loop.run, (error) => this.log.error({ err: error, loop: loop.name }, 'loop turn failed')));
    return { stop: async () => { await Promise.all(running.map((loop) => loop.stop())); } };
  }
}
