/** Whom a name or a text speaks of; null when it does not tell. */
export type Sex = 'woman' | 'man' | null;

const WOMEN =
  /\b(mrs|ms|miss|lady|woman|girl|mother|mum|mom|mama|grandma|grandmother|nana|aunt|sister|daughter|wife|widow|bride|queen|princess|waitress|actress|nun|maid|hostess|anna?e?|agnes|aisling|alice|amelie|amy|anais|annie|astrid|beth|betty|bonnie|carmen|carol|carrie|charlotte|chloe|claire|clarice|daisy|debbie|deborah|dorothy|dot|edith|eleanor|elise|elizabeth|ellen|elodie|emily|emmy|esther|eve|evie|faith|florence|frances|gertrude|grace|gwen|hannah|hazel|heather|heidi|helen|hope|imogen|ines|ingrid|iris|isabel|isabelle|ivy|jane|janet|jennifer|jenny|jessie|joan|joyce|judith|judy|julie|juliet|june|karen|kate|katie|lauren|leah|leila|lillian|lily|lise|louise|lucy|mabel|maeve|maggie|margaret|marge|margot|marie|mary|may|meg|megan|mei|mercedes|miriam|molly|nancy|naomi|niamh|nicole|noor|nora|olive|peg|penny|phoebe|polly|rachel|renee|rosalind|rose|rosie|ruby|ruth|sadie|sally|sarah|scarlett|sharon|sherry|shirley|simone|solene|solveig|sophie|susan|suzanne|sylvie|thelma|trinity|violet|vivian|wendy|yasmin|yuki|yvonne|zoe|zoey)\b/i;
const MEN =
  /\b(mr|sir|lord|man|boy|father|dad|papa|grandpa|grandfather|uncle|brother|son|husband|widower|groom|king|prince|waiter|priest|monk|butler|barman|sheriff|cowboy|adam|ahmed|alan|albert|alexander|alfred|ali|andre|andrew|anthony|antoine|arthur|ben|benjamin|bernard|bill|bob|boris|brian|carl|carlos|charles|christopher|cid|daniel|david|dennis|diego|donald|edward|elia|elijah|emile|eric|erik|ernest|ezra|felix|francois|frank|fred|gabriel|gary|george|gerald|giovanni|greg|gus|hamlet|hank|hans|harold|harry|hassan|henri|henry|herbert|hosea|howard|hugo|ian|ilya|ivan|jack|jacob|jacques|jake|james|jan|jason|jean|jeremy|jerome|jim|jimmy|joe|john|johnny|jonah|jonas|jonathan|jose|joseph|joshua|juan|karl|keith|kenneth|kevin|klaus|kurt|larry|lars|leo|leon|lewis|liam|louis|luca|lucas|luis|luka|luke|magnus|marcel|marco|marcus|mark|martin|matthew|maurice|max|michael|michel|miguel|mike|miles|misha|mohammed|neil|nicholas|nick|nikita|noah|norman|oliver|omar|oscar|oskar|otto|patrick|paul|pedro|peter|philip|pierre|ralph|ray|raymond|rene|richard|rick|robert|roger|roland|ronald|rory|roy|russell|samuel|scott|sebastian|simon|stanley|stefan|stephen|steve|steven|stuart|ted|theo|theodore|thomas|tim|timothy|tobias|tom|tommy|tony|viktor|victor|vincent|walter|will|william|yusuf)\b/i;

/** Endings that only one list would fill. */
const WOMANLY = /^\p{L}{2,}(A|ELLE|ETTE|LYNN?)$/u;

/** `key` is a name as `nameKey` gives it. */
export function sexOfName(key: string): Sex {
  const first = key.split(' ')[0] ?? '';
  // The first name tells; what follows may be a surname that is also a first name.
  if (WOMEN.test(first)) return 'woman';
  if (MEN.test(first)) return 'man';
  if (WOMEN.test(key)) return 'woman';
  if (MEN.test(key)) return 'man';
  return WOMANLY.test(first) ? 'woman' : null;
}

const HERS = /\b(she|her|hers|herself|woman|girl|lady)\b/i;
const HIS = /\b(he|him|his|himself|man|boy|gentleman)\b/i;

/**
 * What the words after a name say of its owner, in the sentences that begin with it: the nearer word counts. `others`
 * holds the places of other names, at which the reading stops.
 */
export function sexInText(text: string, after: number, others: readonly number[]): Sex {
  const stop = Math.min(after + 160, ...others.filter((at) => at > after));
  const near = text.slice(after, stop);
  const [her, his] = [near.search(HERS), near.search(HIS)];
  if (her < 0 && his < 0) return null;
  return his < 0 || (her >= 0 && her < his) ? 'woman' : 'man';
}
