import { Injectable } from '@nestjs/common';
import { RelayBell } from '@pinglu/platform';

/** Rung after a commit that left something to send, so that the job of the same process does not wait for its next look. */
@Injectable()
export class SendBell extends RelayBell {}
