import { Injectable } from '@nestjs/common';

type Listener = (outboxId: string) => void;

/** Rings the queue after a commit. Losing a ring loses nothing: the outbox is polled as well (D23). */
@Injectable()
export class Doorbell {
  private listener: Listener | null = null;

  /** Connects the queue of this process; without one the poll of the worker finds the rows. */
  connect(listener: Listener | null): void {
    this.listener = listener;
  }

  ring(outboxIds: readonly string[]): void {
    for (const id of outboxIds) this.listener?.(id);
  }
}
