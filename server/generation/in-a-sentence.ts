/** Who has no name of their own (“the image server”) begins a sentence with a capital. */
export function inASentence(words: string): string {
  return words.replace(/^the /, (first) => first.charAt(0).toUpperCase() + first.slice(1));
}
