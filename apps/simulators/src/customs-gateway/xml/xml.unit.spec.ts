import { canonicalize } from './canonicalize.js';
import { childOf, textAt } from './element.js';
import { parseXml, XmlError } from './parse-xml.js';
import { writeXml } from './write-xml.js';

describe('reading XML', () => {
  it('resolves namespaces, entities and CDATA', () => {
    const root = parseXml('<?xml version="1.0"?><a:r xmlns:a="urn:a" b="&lt;1"><c>x&amp;y<![CDATA[<z>]]></c></a:r>');
    expect(root).toMatchObject({ local: 'r', uri: 'urn:a', attributes: [{ name: 'b', value: '<1' }] });
    expect(textAt(root, 'c')).toBe('x&y<z>');
  });

  it.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['an entity', '<a>&x;</a>'],
    ['a bare ampersand', '<a>x & y</a>'],
    ['an instruction', '<a><?php x?></a>'],
    ['an open element', '<a><b></a>'],
    ['two roots', '<a></a><b></b>'],
    ['an undeclared prefix', '<x:a></x:a>'],
    ['an attribute twice', '<a b="1" b="2"></a>'],
    ['bottomless nesting', '<a>'.repeat(100) + '</a>'.repeat(100)],
  ])('refuses %s', (_case, text) => {
    expect(() => parseXml(text)).toThrow(XmlError);
  });
});

describe('canonical XML', () => {
  it('sorts attributes and namespaces, opens empty elements, drops comments and escapes', () => {
    const text = '<r z="1"  a=\'"2"\' xmlns:y="urn:y" xmlns="urn:r"><!-- c --><e/>1 &gt; 0</r>';
    expect(canonicalize(parseXml(text))).toBe(
      '<r xmlns="urn:r" xmlns:y="urn:y" a="&quot;2&quot;" z="1"><e></e>1 &gt; 0</r>',
    );
  });

  it('writes the namespaces of the ancestors on a part, and leaves one part out of the whole', () => {
    const root = parseXml('<a:r xmlns:a="urn:a"><a:x/><d:s xmlns:d="urn:d"><d:i/></d:s></a:r>');
    const part = childOf(root, 's')!;
    expect(canonicalize(childOf(part, 'i')!)).toBe('<d:i xmlns:a="urn:a" xmlns:d="urn:d"></d:i>');
    expect(canonicalize(root, part)).toBe('<a:r xmlns:a="urn:a"><a:x></a:x></a:r>');
  });

  it('reads what was written', () => {
    expect(canonicalize(parseXml(writeXml('r', { a: ['1', '<2>'], b: undefined }, { k: '"&' })))).toBe(
      '<r k="&quot;&amp;"><a>1</a><a>&lt;2&gt;</a></r>',
    );
  });
});
