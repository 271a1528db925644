/** US dollars, as `$0.42`. A picture can cost less than a cent: then so many places are told that it is not nothing. */
export function dollars(amount: number): string {
  const places = amount > 0 && amount < 0.01 ? 4 : 2;
  return `$${amount.toLocaleString('en', { minimumFractionDigits: places, maximumFractionDigits: places })}`;
}
