import { Injectable } from '@nestjs/common';
import { Bell } from '../event-bus/waiting.js';

/** Rung after each commit that wrote events, so that the relay of the same process does not wait for its next look. */
@Injectable()
export class RelayBell extends Bell {}
