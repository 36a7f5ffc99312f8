import { AppError } from '@pinglu/kernel';

export class SimulatorUnreachableError extends AppError {
  readonly code = 'simulator-unreachable';
  readonly category = 'unavailable';
  override readonly retryable = true;

  constructor(cause?: unknown) {
    super('The simulator does not answer. Look whether it is running at the address in DEMO_SIMULATOR_URL.', { cause });
  }
}

/** The simulator did not place the order. Its own words are kept: they are about the demo and about nobody. */
export class DemoOrderRefusedError extends AppError {
  readonly code = 'demo-order-refused';
  readonly category = 'unprocessable';

  constructor(reason: string) {
    super(`The simulator did not place the order: ${reason}`);
  }
}
