import { decodeDeadLetter, decodeEvent, encodeEvent, sampleRecord, sampleTypes } from '../index.js';

describe('golden samples', () => {
  it.each(sampleTypes)('%s is read and written again to the same record', (type) => {
    const record = sampleRecord(type);
    const event = type.startsWith('com.pinglu.platform.') ? decodeDeadLetter(record) : decodeEvent(record);
    expect(encodeEvent(event, record.key)).toEqual(record);
  });
});
