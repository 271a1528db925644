/** An element with everything in it. Line ends are `\n`; entities are resolved. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}

/** A comment is kept for whoever wrote it. */
export interface XmlComment {
  readonly comment: string;
}

/** A string is text. */
export type XmlNode = XmlElement | XmlComment | string;

export function isElement(node: XmlNode | undefined): node is XmlElement {
  return typeof node === 'object' && 'name' in node;
}

export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return element ? element.children.filter(isElement).filter((child) => child.name === name) : [];
}

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return childrenOf(element, name)[0];
}

/** All text in it, in order. */
export function textOf(node: XmlNode): string {
  if (typeof node === 'string') return node;
  return isElement(node) ? node.children.map(textOf).join('') : '';
}
