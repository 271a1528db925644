import type { PoseName, PropName, SetKind } from '../spec.ts';

/** Words of a scene heading that choose the set; the first that fits wins, so the narrow come before the wide. */
export const SET_WORDS: readonly (readonly [RegExp, SetKind])[] = [
  [/\b(rooftop|roof|terrace|balcony|fire escape|penthouse deck)\b/i, 'rooftop'],
  [/\b(parking|car park|garage|lot|driveway)\b/i, 'street'],
  [
    /\b(car|taxi|cab|truck|van|suv|limo|limousine|sedan|pickup|cruiser|vehicle|jeep|bus|ambulance|police car|cockpit)\b/i,
    'car',
  ],
  [/\b(train|carriage|subway car|metro|tram|compartment|railcar|plane|airplane|aircraft|cabin of)\b/i, 'train'],
  [/\b(kitchen|galley|pantry|scullery)\b/i, 'kitchen'],
  [/\b(bathroom|restroom|toilet|washroom|shower|lavatory|bath)\b/i, 'bathroom'],
  [/\b(bedroom|motel|hotel room|dorm|nursery|attic|bunk|cell)\b/i, 'bedroom'],
  [/\b(hospital|ward|clinic|infirmary|icu|surgery|operating|morgue|emergency room)\b/i, 'hospital'],
  [/\b(bar|pub|tavern|saloon|nightclub|club|diner|caf[eé]|restaurant|coffee ?shop|bistro|canteen|cantina)\b/i, 'bar'],
  [
    /\b(corridor|hallway|hall|stairs|staircase|stairwell|landing|passage|elevator|lift|tunnel|lobby|foyer)\b/i,
    'corridor',
  ],
  [
    /\b(cabin|wheelhouse|trawler|boat|ship|barge|ferry|yacht|lighthouse|shack|hut|log house|fo'?c'?s'?le|signal box|bridge house)\b/i,
    'cabin',
  ],
  [/\b(church|chapel|cathedral|temple|abbey|monastery|altar|crypt|mosque|synagogue)\b/i, 'church'],
  [
    /\b(warehouse|factory|workshop|hangar|barn|shed|storage|depot|studio|stage|cellar|basement|mill|boathouse)\b/i,
    'warehouse',
  ],
  [
    /\b(office|police station|precinct|bank|courtroom|classroom|school|library|newsroom|laboratory|lab|study|reception|conference|boardroom|archive|bureau|shop|store|studio office)\b/i,
    'office',
  ],
  [/\b(alley|alleyway|backstreet|side street|courtyard)\b/i, 'alley'],
  [/\b(lighthouse)\b/i, 'lighthouse'],
  [/\b(bridge|causeway|viaduct|footbridge|drawbridge|weir|lock gate)\b/i, 'bridge'],
  [
    /\b(pier|quay|quayside|dock|docks|jetty|wharf|harbou?r|marina|boardwalk|boathouse|boatyard|trawler|boat|ship|ferry|barge|yacht|deck)\b/i,
    'pier',
  ],
  [/\b(beach|shore|coast|seaside|sands|dunes)\b/i, 'beach'],
  [
    /\b(sea|ocean|estuary|narrows|river|riverbank|lake|lakeside|pond|canal|bay|cove|lagoon|fjord|inlet|delta|marsh|marshes|saltmarsh|mudflats?|water|waterside|waterfront|island|strait)\b/i,
    'water',
  ],
  [/\b(forest|woods?|woodland|jungle|trees|grove|taiga|swamp)\b/i, 'forest'],
  [/\b(desert|canyon|wasteland|quarry|moon|mars|wilderness|badlands)\b/i, 'desert'],
  [/\b(garden|park|yard|backyard|lawn|cemetery|graveyard|playground|orchard|patio|porch)\b/i, 'garden'],
  [
    /\b(field|meadow|farm|prairie|hill|hills|hillside|mountain|moor|countryside|pasture|vineyard|country road|battlefield|valley|cliff)\b/i,
    'field',
  ],
  [
    /\b(street|road|avenue|highway|alley|sidewalk|pavement|square|plaza|city|town|village|market|station|crossroads|motorway|corner|downtown)\b/i,
    'street',
  ],
  [/\b(house|flat|apartment|living room|lounge|parlou?r|dining|room|home|cottage|suite)\b/i, 'room'],
];

export const NIGHT = /\b(night|midnight|late night|evening|nuit|notte|noche|nacht)\b/i;
export const DUSK = /\b(dusk|dawn|sunset|sunrise|twilight|magic hour|golden hour|early morning)\b/i;

/** Verbs of the action that put a body in a pose. Posture lasts until another word ends it; the rest lasts a line. */
export const POSE_WORDS: readonly (readonly [RegExp, PoseName])[] = [
  [/\b(drives?|driving|at the wheel|behind the wheel|steers?|steering)\b/i, 'drive'],
  [
    /\b(head in (?:his|her|their) hands|sobs?|sobbing|weeps?|weeping|buries (?:his|her|their) face)\b/i,
    'head_in_hands',
  ],
  [/\b(sits?|sitting|seated|slumps? (?:in|into)|perche[sd]|takes a seat|sinks? (?:in|into|onto))\b/i, 'sit'],
  [
    /\b(lies|lying|lie down|sleeps?|asleep|sleeping|unconscious|collapse[sd]?|sprawled|in bed|dead on|wakes?)\b/i,
    'lie',
  ],
  [/\b(kneels?|kneeling|crouch(?:es|ing)?|squats?|on (?:his|her|their) knees|bends? down|ducks?)\b/i, 'kneel'],
  [/\b(runs?|running|sprints?|sprinting|races|bolts?|dashe[sd]|flees?|chase[sd]?|chasing|rushes|charges)\b/i, 'run'],
  [
    /\b(hugs?|hugging|embraces?|embracing|kiss(?:es|ing)?|holds (?:him|her|them) (?:close|tight)|dances? with)\b/i,
    'embrace',
  ],
  [/\b(phone|phones|telephone|on the line|receiver|dials?|dialling|cell ?phone|mobile)\b/i, 'phone'],
  [
    /\b((?:aims?|aiming|points?|pointing|levels?|raises?|draws?) (?:a|an|the|his|her|their) (?:gun|pistol|rifle|revolver|weapon|shotgun)|shoots|fires (?:at|a))\b/i,
    'aim',
  ],
  [/\b(points?|pointing|gestures (?:at|to|toward|towards)|indicates)\b/i, 'point'],
  [/\b(waves?|waving|beckons?|hails?)\b/i, 'wave'],
  [
    /\b(reads?|reading|studies|leafs? through|looks (?:down )?at (?:a|an|the|his|her|their) (?:photo|photograph|letter|map|book|paper|note|file|newspaper|picture))\b/i,
    'read',
  ],
  [/\b(drinks?|drinking|sips?|sipping|swigs?|gulps?|smokes?|smoking|eats?|eating|takes a drag)\b/i, 'drink'],
  [/\b(carr(?:y|ies|ying)|lugs?|hauls?|brings? (?:a|an|the|in)|holding a (?:box|tray|bag|crate))\b/i, 'carry'],
  [
    /\b(reach(?:es|ing)?|offers?|hands (?:him|her|them|over|a|the)|grabs?|opens?|knocks?|touches|picks? up|pushes|pulls|takes (?:a|an|the|out))\b/i,
    'reach',
  ],
  [
    /\b(arms (?:crossed|folded)|folds (?:his|her|their) arms|crosses (?:his|her|their) arms|sulks|leans against)\b/i,
    'arms_crossed',
  ],
  [/\b(stands?|standing|rises|rise|gets? up|on (?:his|her|their) feet|jumps? up|stops?)\b/i, 'stand'],
  [
    /\b(walks?|walking|strolls?|strides?|paces|pacing|enters?|exits?|crosses|approach(?:es)?|follows?|leaves|wanders?|marches|steps|heads (?:for|to|toward|towards)|hurries|storms|limps|moves)\b/i,
    'walk',
  ],
];

/** Poses that last from line to line. */
export const LASTING: ReadonlySet<PoseName> = new Set<PoseName>([
  'sit',
  'lie',
  'kneel',
  'drive',
  'stand',
  'head_in_hands',
]);

export const PROP_WORDS: readonly (readonly [RegExp, PropName])[] = [
  [/\b(gun|pistol|revolver|weapon|rifle)\b/i, 'gun'],
  [/\b(phone|cell|mobile|screen|receiver)\b/i, 'phone'],
  [/\b(letter|note|envelope|paper|document|contract|map|ticket|card|telegram|page|script|will)\b/i, 'letter'],
  [/\b(photo|photograph|picture|portrait|polaroid)\b/i, 'photo'],
  [/\b(key|keys|ring|coin|locket|necklace)\b/i, 'key'],
  [/\b(book|diary|journal|notebook|bible|passport|file|folder)\b/i, 'book'],
  [/\b(knife|blade|dagger|scissors|razor)\b/i, 'knife'],
  [/\b(watch|clock|compass|time)\b/i, 'watch'],
  [/\b(cup|mug|coffee|tea|saucer)\b/i, 'cup'],
  [/\b(glass|whisky|whiskey|wine|beer|bottle|drink|vial|pill|pills)\b/i, 'glass'],
  [/\b(bag|suitcase|briefcase|backpack|purse|wallet|handbag)\b/i, 'bag'],
  [/\b(box|crate|package|parcel|case|chest|drawer)\b/i, 'box'],
];

/** Says that somebody is in the picture whom the cast does not name. */
export const SOMEBODY =
  /\b(?:an?|the|another|old|young)\s+(?:\w+\s+)?(man|woman|boy|girl|child|figure|stranger|waiter|waitress|driver|soldier|guard|cop|policeman|nurse|doctor|priest|bartender|clerk|officer)\b/i;
export const TOGETHER = /\b(they|both|all of them|the two|the three|everyone|everybody)\b/i;
export const AWAY =
  /\b(turns? away|back to (?:us|camera)|walks? away|from behind|looks? out|stares? out|at the window)\b/i;
/** Seen over the water once the script has told of it. */
export const BRIDGE = /\bbridge\b/i;
