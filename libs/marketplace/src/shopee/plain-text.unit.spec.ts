import * as fc from 'fast-check';
import { toPlainText } from './plain-text.js';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

describe('the plain text of a description', () => {
  it.each([
    ['<p>One</p><p>Two<br>Three</p>', 'One\nTwo\nThree'],
    ['<ul><li>One</li><li class="x">Two</li></ul>', '• One\n• Two'],
    ['<h2>Head</h2>\n\n\n\n<div>Body</div>', 'Head\n\nBody'],
    ['a &amp; b &lt;c&gt; &quot;d&quot; &#39;e&#x27; &nbsp; &mdash; &deg;', `a & b <c> "d" 'e' — °`],
    ['&amp;lt;b&amp;gt; stays', '&lt;b&gt; stays'],
    ['<style>p { color: red }</style><script>if (1 > 0) {}</script>Text<!-- a > b -->', 'Text'],
    ['5 < 6 and 7 > 3', '5 < 6 and 7 > 3'],
    ['&foo; &unknown; &#0; &#xD800; &#1114112;', '&foo; &unknown; &#0; &#xD800; &#1114112;'],
    ['no markup', 'no markup'],
    ['', ''],
  ])('of %j is %j', (html, text) => {
    expect(toPlainText(html)).toBe(text);
  });

  it('of whatever text that was escaped is that text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (any) => {
        const text = any.replace(/\s+/g, ' ').trim();
        expect(toPlainText(`<p><b>${escaped(text)}</b></p>`)).toBe(text);
      }),
    );
  });

  it('has no tag left, whatever stands between them, and is the same when done twice to what has none', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<br/>',
      '<li>',
      '</li>',
      '<b class="x">',
      '</b>',
      '\n',
      ' ',
      'word',
      '1',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = toPlainText(pieces.join(''));
        expect(text).not.toMatch(/<|\n{3}|^\s|\s$/);
        expect(toPlainText(text)).toBe(text);
      }),
    );
  });
});
