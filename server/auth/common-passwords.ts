/** Passwords that guessing starts with, of eight characters or more, in lower case. */
const LIST = `
12345678 123456789 1234567890 12345678910 123123123 1234512345 11111111 111111111 00000000 000000000 0123456789
0987654321 987654321 87654321 88888888 99999999 66666666 55555555 22222222 77777777 12341234 11223344 1122334455
123321123 147258369 159357456 147852369 789456123 741852963 963852741 password password1 password12 password123
password1234 password! password1! passw0rd passw0rd1 p@ssword p@ssw0rd p@ssw0rd1 pa$$word pa55word passwort passwort1
password2 password01 passwords mypassword thepassword qwerty12 qwerty123 qwerty1234 qwertyui qwertyuiop qwertyuiop1
qwerty12345 qwertyqwerty qwert123 qwert1234 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4 q1w2e3r4t5 1qaz2wsx 1qaz2wsx3edc
1qazxsw2 zaq12wsx zaq1zaq1 zaq1xsw2 qazwsxedc qazwsx123 qweasdzxc qweasd123 asdfghjk asdfghjkl asdfasdf asdf1234
asdfqwer zxcvbnm1 zxcvbnm123 zxcvbnm, zxcvzxcv poiuytrewq abcdefgh abcdefg1 abcd1234 abc12345 abc123456 abcabc123
abcdef123 a1b2c3d4 a1b2c3d4e5 aa123456 aa12345678 a1234567 a12345678 a123456789 q1234567 123456aa 123456abc 123456qwe
123qweasd 123qwe123 1234qwer 12345qwert 123456789a 123456789q 12345678a iloveyou iloveyou1 iloveyou2 iloveyou! iloveyou123
iloveme1 loveyou1 lovelove babygirl babygirl1 princess princess1 princess12 sunshine sunshine1 butterfly butterfly1
football football1 football12 baseball baseball1 basketball softball soccer12 liverpool liverpool1 manchester arsenal1
chelsea1 barcelona juventus rangers1 yankees1 cowboys1 steelers eagles12 lakers24 jordan23 michael1 michelle michelle1
jennifer jennifer1 jessica1 nicole12 samantha elizabeth christian christopher alexander alexandra benjamin jonathan
anthony1 patricia victoria veronica caroline charlotte danielle isabella stephanie superman superman1 batman123 spiderman
spiderman1 starwars starwars1 pokemon1 pokemon123 dragon12 dragon123 dragonball monster1 monkey12 monkey123 whatever
whatever1 trustno1 letmein1 letmein123 letmein! welcome1 welcome12 welcome123 welcome! welcome2024 welcome2025 welcome2026
changeme changeme1 changeme123 changeit default1 secret12 secret123 admin123 admin1234 admin12345 administrator
administrator1 root1234 test1234 test12345 testtest testing1 testing123 guest123 master12 master123 computer computer1
internet internet1 samsung1 samsung123 google123 facebook facebook1 microsoft windows1 linkedin linkedin1 hello123
hello1234 hellohello helloworld freedom1 freedom12 shadow12 shadow123 cheese123 chocolate chocolate1 cookie123 strawberry
blink182 metallica metallica1 nirvana1 slipknot slipknot1 corvette mercedes porsche911 mustang1 ferrari1 midnight
summer12 summer123 summer2024 summer2025 summer2026 winter12 winter123 winter2024 winter2025 winter2026 spring2024
spring2025 spring2026 autumn2024 autumn2025 autumn2026 january1 february september september1 october1 november november1
december december1 snowball snoopy12 tinkerbell mickey12 mickeymouse scooby12 garfield garfield1 hannah12 buster12
maggie12 charlie1 charlie123 bailey12 ginger12 pepper12 killer12 hunter12 hunter123 rainbow1 rainbow12 lollipop peaches1
angel123 angels12 jesus123 jesuschrist blessed1 heaven12 godisgood faith123 trinity1 purple12 orange12 yellow12 bluebird
silver12 diamond1 diamonds platinum phoenix1 thunder1 lightning tigger12 scorpion panthers1 wolverine gangster gangsta1
mother12 family12 together forever1 forever21 friends1 friends12 bestfriend sweetheart sweetie1 beautiful beautiful1
gorgeous fuckyou1 fuckyou2 fuckyou12 fuckoff1 asshole1 bullshit motherfucker pussycat sexygirl playboy1 marlboro1 budweiser
access14 cameron1 matthew1 daniel12 thomas12 robert12 joshua12 andrew12 ashley12 justin12 brandon1 william1 richard1
beatboard beatboard1 screenplay storyboard hollywood hollywood1 director1 producer1 moviestar filmmaker cinema123
`;

const COMMON: ReadonlySet<string> = new Set(LIST.split(/\s+/));

export function isCommonPassword(password: string): boolean {
  return COMMON.has(password.normalize('NFKC').toLowerCase());
}
