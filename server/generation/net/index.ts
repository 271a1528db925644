/** What leaves for a provider, leaves through here: to public addresses by https, or to servers of the house that are allowed. */
export {
  createOutbound,
  houseOf,
  placeOf,
  type Outbound,
  type OutboundAnswer,
  type OutboundRequest,
} from './outbound.ts';
export { OutboundError, type OutboundTrouble } from './outbound-error.ts';
