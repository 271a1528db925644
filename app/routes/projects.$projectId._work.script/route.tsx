/** The place has an address of its own; what it shows is the layout's, so that nothing is made anew between places. */
export default function Place() {
  return null;
}
