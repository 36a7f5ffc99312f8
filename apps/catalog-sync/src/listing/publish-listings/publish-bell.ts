import { Injectable } from '@nestjs/common';

/** Rung after each commit that wants listings. Apart from the job, which needs all that itself wants listings. */
@Injectable()
export class PublishBell {
  private wake: () => void = () => undefined;

  ring(): void {
    this.wake();
  }

  answer(wake: () => void): void {
    this.wake = wake;
  }
}
