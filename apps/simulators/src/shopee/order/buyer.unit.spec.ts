import { seededRandom } from '../../control/random.js';
import { fullAddress, randomBuyer, recipientAddress } from './buyer.js';

describe('a buyer', () => {
  const buyer = randomBuyer(seededRandom(3), 'VN');

  it('is the same for the same seed, and lives in the country of the shop', () => {
    expect(randomBuyer(seededRandom(3), 'VN')).toEqual(buyer);
    expect(recipientAddress(buyer, 'VN', false)).toMatchObject({ name: buyer.name, region: 'VN', zipcode: '700000' });
  });

  it('is masked so that neither name, phone nor address can be read', () => {
    const masked = JSON.stringify(recipientAddress(buyer, 'VN', true));
    for (const secret of [buyer.name, buyer.phone, buyer.street, buyer.state, fullAddress(buyer)])
      expect(masked).not.toContain(secret);
    expect(recipientAddress(buyer, 'VN', true)).toMatchObject({
      name: `${buyer.name[0]}******${buyer.name.at(-1)}`,
      phone: `******${buyer.phone.slice(-2)}`,
      zipcode: '******',
    });
  });
});
