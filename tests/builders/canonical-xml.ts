import { SaxesParser } from 'saxes';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
}

/**
 * What an XML file says, as text that is equal for files that say the same: attributes in one order, no white space
 * between elements, and what stands between two texts of a paragraph (empty ones among it) in one order.
 */
export function canonicalXml(xml: string): string {
  const parser = new SaxesParser({ xmlns: false as const });
  const root: Element = { name: '', attributes: {}, children: [] };
  const open = [root];
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', (text) => open.at(-1)?.children.push(text));
  parser.on('cdata', (text) => open.at(-1)?.children.push(text));
  parser.on('comment', (text) => open.at(-1)?.children.push({ name: `!${text}`, attributes: {}, children: [] }));
  parser.write(xml.replace(/^\uFEFF/, '')).close();
  return childrenOf(root).join('');
}

function canonical(node: Element | string): string {
  if (typeof node === 'string') return JSON.stringify(node);
  const attributes = Object.keys(node.attributes)
    .sort()
    .map((name) => ` ${name}=${JSON.stringify(node.attributes[name])}`);
  return `\n<${node.name}${attributes.join('')}>${childrenOf(node).join('')}</${node.name}>`;
}

function childrenOf({ name, children }: Element): string[] {
  const own = children.filter((child) => name === 'Text' || typeof child !== 'string' || child.trim() !== '');
  if (name !== 'Paragraph') return own.map(canonical);
  const ordered: string[] = [];
  let between: string[] = [];
  for (const child of own) {
    const isText = typeof child !== 'string' && child.name === 'Text' && child.children.length > 0;
    if (!isText) between.push(canonical(child));
    else {
      ordered.push(...between.sort(), canonical(child));
      between = [];
    }
  }
  return [...ordered, ...between.sort()];
}
