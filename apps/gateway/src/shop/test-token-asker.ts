import { SystemClock } from '@pinglu/kernel';
import { ShopTokens, tokenFingerprint } from '@pinglu/platform';

// For specs: a process that holds a shop's token, is told that the marketplace refuses it, and asks for another.
const [gatewayUrl = '', shopId = '', secret = ''] = process.argv.slice(2);
const tokens = new ShopTokens({ service: 'inventory', gatewayUrl, secret, clock: new SystemClock() });

const { accessToken } = await tokens.get(shopId);
process.once('message', () => {
  tokens.invalidate(shopId, accessToken);
  void tokens
    .get(shopId)
    .then(
      (token) => tokenFingerprint(token.accessToken),
      (error: unknown) => String(error),
    )
    .then((answer) => {
      process.send?.(answer);
      process.disconnect();
    });
});
process.send?.('ready');
