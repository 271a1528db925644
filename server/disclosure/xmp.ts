import { DIGITAL_SOURCE_TYPES, type PictureLabel } from './label.ts';

/** Of a prompt in a picture nobody reads more; a JPEG holds 64 KB in one piece. */
const MOST_OF_A_PROMPT = 8000;

/** An XMP packet with IPTC's digital source type and the AI properties of its Photo Metadata Standard 2025.1. */
export function xmpOf({ sourceType, system, prompt }: PictureLabel): string {
  const properties = [
    ['xmp:CreatorTool', 'Beatboard'],
    ['Iptc4xmpExt:DigitalSourceType', sourceType && DIGITAL_SOURCE_TYPES + sourceType],
    ['Iptc4xmpExt:AISystemUsed', system?.name],
    ['Iptc4xmpExt:AISystemVersionUsed', system?.version],
    ['Iptc4xmpExt:AIPromptInformation', prompt?.slice(0, MOST_OF_A_PROMPT)],
  ] as const;
  const said = properties.flatMap(([name, value]) => (value ? [`   <${name}>${escaped(value)}</${name}>`] : []));
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
    '    xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">',
    ...said,
    '  </rdf:Description>',
    ' </rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="r"?>',
  ].join('\n');
}

function escaped(text: string): string {
  // XML 1.0 has no word for the first.
  const sayable = text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '');
  return sayable.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
