/*-------------------------------------------------------------------------
 *
 * function_words.c
 *	  The words that hold sentences together and say nothing by themselves:
 *	  articles, pronouns, prepositions, conjunctions, auxiliaries, and the
 *	  verbs and adverbs that fill speech.
 *
 * Which words these are decides keys of quotations (print/quote_keys.c), so
 * the lists are as frozen as the folding of words is: a change is a change of
 * stored prints, and a test compares their checksum.  They were written for
 * this purpose, by frequency and judgement.
 *
 * One list for all languages would not do: German "war" and "die" are words
 * that English news is about.  So each word is known with the languages that
 * have it, and a quotation is taken to be in the language that has most of its
 * words and at least two, the first in order of NpLanguage where several have;
 * else English.  Only its own
 * words count, so that a quotation has the same keys wherever it is printed.
 * Where hardly any word is in any list, content words are told by their
 * length.
 *
 * Look-ups go by the hash of a word's folded form in a table with linear
 * probing, which is filled when it is first needed.
 *
 *-------------------------------------------------------------------------
 */
#include "text/function_words.h"

#include <string.h>

/* A quotation of so many words should have one in LEAST_SHARE in a list */
#define ENOUGH_WORDS	8
#define LEAST_SHARE		8

/* Letters of a content word where the language is not known */
#define LONG_WORD		4

/* A power of two, twice the number of words at least */
#define SLOTS			8192

/* Longest word of the lists, in bytes, and the zero bytes behind it */
#define LONGEST			32

const char *const np_function_words[NP_LANGUAGES] =
{
	[NP_ENGLISH] =
	"a about above across actually after again against ago ain all "
	"almost along already also although always am among an and another "
	"any anybody anyone anything are arent around as at away back be "
	"because been before behind being below between both but by can "
	"cannot cant could couldnt did didnt do does doesnt doing done dont "
	"down during each either else enough even ever every everybody "
	"everyone everything few for from get gets getting go goes going "
	"gonna got gotta had hadnt has hasnt have havent having he hed hell "
	"her here hers herself hes hey him himself his how however i id if "
	"ill im in indeed into is isnt it itd itll its itself ive just kind "
	"know least less let lets like ll lot lots made make makes making "
	"many may maybe me mean might mine more most much must my myself "
	"neither never no nobody none nor not nothing now of off often oh ok "
	"okay on once one only onto or other others our ours ourselves out "
	"over own perhaps put quite rather re really said same saw say "
	"saying says see seem seems shall she shed should shouldnt since so "
	"some somebody someone something sort still such sure take than "
	"thank thanks that thats the their theirs them themselves then there "
	"therefore theres these they theyd theyll theyre theyve thing things "
	"think this those though through thus till to together too took "
	"toward towards under unless until up upon us ve very via want "
	"wanted wants was wasnt way we wed well went were werent weve what "
	"whatever whats when where whether which while who whoever whom whos "
	"whose why will with within without wont would wouldnt yeah yes yet "
	"you youd youll your youre yours yourself yourselves youve",

	[NP_GERMAN] =
	"ab aber alle allem allen aller alles als also am an andere anderen "
	"anderer anderes auch auf aus bei beim bereits bin bis bist bzw da "
	"dabei dadurch dafur dagegen daher damit danach dann daran darauf "
	"darf daruber darum das dass davon dazu dein deine dem den denen "
	"denn der deren des deshalb dessen dich die dies diese diesem diesen "
	"dieser dieses dir doch dort du durch durfen eben ein eine einem "
	"einen einer eines einige einmal er es etwa etwas euch euer fur ganz "
	"gar gegen gehen geht gewesen gibt habe haben hat hatte hatten hier "
	"hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in "
	"indem ins ist ja je jede jedem jeden jeder jedes jedoch jetzt kann "
	"kannst kein keine keinem keinen keiner kommt konnen konnte konnten "
	"lassen machen macht mal man mehr mein meine meinem meinen meiner "
	"mich mir mit muss mussen musste nach nachdem ne nein nicht nichts "
	"noch nun nur ob oder ohne schon sehr sein seine seinem seinen "
	"seiner seit selbst sich sie sind so solche solchen solcher soll "
	"sollen sollte sollten sondern sonst sowie uber um und uns unser "
	"unsere unserem unseren unserer unter viel viele vielen vom von vor "
	"wahrend war ware waren warum was weder wegen weil wenn wer werde "
	"werden wie wieder will wir wird wirklich wo wollen wollte worden "
	"wurde wurden zu zum zur zwar zwischen",

	[NP_FRENCH] =
	"a afin ai ainsi alors apres as assez au aucun aucune aujourdhui "
	"auquel aussi autre autres aux avaient avais avait avant avec avez "
	"avoir avons beaucoup bien ca car ce ceci cela celle celles celui "
	"cependant ces cest cet cetait cette ceux chaque chez chose choses "
	"comme comment contre dans de deja dela depuis des dois doit donc "
	"dont du elle elles en encore entre es est et etaient etait etant "
	"ete etes etre eu eux faire fait faites faut fois font hors ici il "
	"ils jai je jusqua jusque la laquelle le lequel les lesquelles "
	"lesquels leur leurs lors lorsque lui ma mais malgre me meme memes "
	"mes mien moi moins mon na ne nest ni non nos notre nous on ont ou "
	"oui par parce pas pendant peu peut peuvent plus plutot pour "
	"pourquoi pouvoir quand que quel quelle quelles quelque quelques "
	"quels quest qui quil quils quoi sa sans se sera serait seront ses "
	"si son sont sous sur ta tel telle tes toi ton tous tout toute "
	"toutes tres trop tu un une va vers veut voici voila vont vos votre "
	"vous vraiment y ya",

	[NP_SPANISH] =
	"a al algo alguien algun alguna algunas algunos alla alli ante antes "
	"aquel aquella aquellas aquellos aqui asi aun aunque bajo bien cada "
	"casi como con contra cosa cosas creo cual cuales cualquier cuando "
	"cuanto de debe deben decir del desde despues dice donde dos durante "
	"e el ella ellas ello ellos en entonces entre era eran eres es esa "
	"esas ese eso esos esta estaba estaban estado estamos estan estar "
	"estas este esto estos estoy fue fueron gran ha habia habian hace "
	"hacer hacia hago han has hasta hay he hemos hoy incluso la las le "
	"les lo los luego mas me mejor menos mi mis misma mismo mucha muchas "
	"mucho muchos muy nada nadie ni ningun ninguna no nos nosotros "
	"nuestra nuestras nuestro nuestros nunca o os otra otras otro otros "
	"para pero poco por porque puede pueden puedo pues que quien quienes "
	"quiere quiero sabe se sea sean segun ser sera seran si sido siempre "
	"sin sino sobre solo somos son soy su sus tal tambien tampoco tan "
	"tanto te tenemos tener tengo ti tiene tienen toda todas todo todos "
	"tu tus u un una unas uno unos usted ustedes va vamos van vez voy y "
	"ya yo",

	[NP_RUSSIAN] =
	"а без более бы был была были было быть в вам вами вас ваш ваша ваше "
	"ваши вдруг ведь во вообще вот впрочем все всегда всего всеи всем "
	"всех всю вы где да даже два для до другие других другои его ее еи "
	"ему если есть еще ею ж же за здесь и из или им ими иногда их к "
	"каждыи как какая какие какои какую когда конечно которая которого "
	"которое которои которую которые которыи которым которых кто куда ли "
	"лишь лучше между меня мне много мое может можно мои моя мы на над "
	"надо нас наш наша наше нашего нашеи наши наших не него нее неи "
	"нельзя нем нет ни нибудь никогда ним них ничего но ну нужно о об "
	"один одна однако одно он она они оно от очень перед по под после "
	"потом потому почему почти при про просто раз с сам сама сами самыи "
	"свое своего своеи свои своих свою себе себя сегодня сеичас со собои "
	"совсем та так такая также такие такого такое такои там тебя тем "
	"теперь тех то тобои тогда того тоже тои только том тот тою ту тут "
	"ты у уж уже хорошо хоть чего чем через что чтоб чтобы чуть эта эти "
	"этим этих это этого этои этом этому этот эту я является",

	[NP_ITALIAN] =
	"a abbiamo ad adesso agli ai al alcune alcuni all alla alle allo "
	"allora altra altre altri altro anche ancora avere avete aveva "
	"avevano avra c che chi ci ciascuno cio coi col come con contro cosa "
	"cose cosi cui da dagli dai dal dall dalla dalle dallo davanti degli "
	"dei del dell della delle dello dentro deve di dobbiamo dopo dove "
	"dovrebbe due dunque durante e ecco ed egli ella era erano essa esse "
	"essere essi fa fanno far fare fatto fino fra fu furono gia gli ha "
	"hai hanno ho i il in infatti insieme invece io l la le lei li lo "
	"loro lui ma mai me mentre mi mia mie miei mio molta molte molti "
	"molto ne negli nei nel nell nella nelle nello nessun nessuna "
	"nessuno niente no noi non nostra nostre nostri nostro nulla o oggi "
	"ogni oppure ora per perche pero piu poco poi possiamo possono puo "
	"qual qualche qualcosa quale quali quando quanto quel quella quelle "
	"quelli quello questa queste questi questo qui quindi sa sara "
	"saranno se sei sempre senza si sia siamo siano siete solo sono "
	"sopra sta stata state stati stato stessa stesso sto su sua sue "
	"sugli sui sul sull sulla sulle suo suoi tale tanto te ti tra tu tua "
	"tue tuo tuoi tutta tutte tutti tutto un una uno va verso vi voi "
	"vostra vostro vuole",

	[NP_PORTUGUESE] =
	"a acho agora ainda alem algo alguem algum alguma algumas alguns ali "
	"ante antes ao aos apenas apos aquela aquelas aquele aqueles aqui as "
	"assim ate atraves bem cada coisa coisas com como contra da dai das "
	"de dela dele deles depois desde dessa desse desta deste deve devem "
	"dizer do dos e ela elas ele eles em embora enquanto entao entre era "
	"eram essa essas esse esses esta estamos estao estar estas estava "
	"estavam este estes estou eu faz fazer fez foi for foram ha hoje "
	"isso isto ja la lhe lhes logo mais mas me meio menos mesma mesmo "
	"meu meus mim minha minhas muita muitas muito muitos na nada nao nas "
	"nem nenhum nenhuma nessa nesse nesta neste ninguem no nos nossa "
	"nossas nosso nossos num numa nunca o onde ontem os ou outra outras "
	"outro outros para pela pelas pelo pelos perante pode podem podemos "
	"pois por porem porque portanto pouco pra qual qualquer quando "
	"quanto que quem quer sao se seja sem sempre sendo ser sera serao "
	"seu seus sim so sobre somos sou sua suas tal talvez tambem tanto "
	"tao te tem temos tenho ter teu teve tinha tinham toda todas todo "
	"todos tu tudo um uma umas uns vai vamos vao vez voce voces vos vou",

	[NP_DUTCH] =
	"aan achter al alle alleen alles als altijd andere anderen bij "
	"binnen boven buiten daar daarom dan dat de deze die dit doen doet "
	"door dus echt een eens eerst eigenlijk elk elke en enkele er erg "
	"ergens ervan even gaan gaat geen geweest gewoon haar had hadden heb "
	"hebben hebt heeft heel hem hen het hier hierbij hij hoe hoewel hun "
	"ieder iedere iedereen iemand iets ik in indien is ja je jij jou "
	"jouw jullie kan kon konden kunnen kunt laten maar maken me meer men "
	"met mij mijn moest moet moeten mogen na naar nee niemand niet niets "
	"nog nou nu of om omdat onder ons onze ook op over pas reeds samen "
	"sinds sommige soms steeds te tegen ten ter terug terwijl toch toe "
	"toen tot tussen u uit uw vaak van vanaf veel verder via voor waar "
	"waarbij waarom wanneer want waren was wat we weer wel welke werd "
	"werden wie wij wil wilde willen worden wordt zal ze zeer zei zelf "
	"zelfs zich zij zijn zo zoals zonder zou zouden zullen",

	[NP_POLISH] =
	"a aby albo ale ani az bardziej bardzo beda bedzie bedziemy bez bo "
	"bowiem by byc byl byla byli bylo byly chce chcemy ci cie co cos czy "
	"czyli dla dlaczego dlatego do dobrze dzis gdy gdyby gdyz gdzie go i "
	"ich ile im inne innych iz ja jak jaka jakie jakis jako jego jej "
	"jemu jesli jest jestem jestesmy jeszcze jezeli juz kazdy kiedy "
	"kilka kto ktora ktore ktorego ktorej ktory ktorych ktorym ktorzy ku "
	"lecz lub ma maja mam mamy mi mial miedzy mimo mna mnie moga moge "
	"moj moja moje moze mozemy mozna musi musimy my na nad nam nami nas "
	"nasz nasza nasze naszego naszej naszych nawet nic nich nie niego "
	"niej nigdy nim niz no o od on ona one oni ono oraz po pod podczas "
	"ponad poniewaz poza przed przede przez przy raz razem rowniez sa "
	"sam sama same sie soba sobie swoich swoj swoja swoje ta tak taka "
	"taki takie takze tam te tego tej ten teraz to tobie tu twoj ty tych "
	"tylko tym u w wam was wasz we wiec wiele wlasnie wobec wszyscy "
	"wszystkich wszystkie wszystko wtedy wy z za zas zawsze ze zeby znow",

	[NP_TURKISH] =
	"acaba ama ancak artik asla aslinda az bana bazen bazi belki ben "
	"benden beni benim bile bir biraz bircok biri birkac birsey biz "
	"bizden bize bizi bizim boyle bu buna bunda bundan bunlar bunlari "
	"bunu bunun burada cok cunku da daha de defa degil degildir diger "
	"diye dolayi en fakat gibi gore ha halde hangi hatta hem henuz hep "
	"hepsi her herhangi herkes hic hicbir icin icinde ile ilgili ise "
	"iste kadar karsi kendi kendine kendini ki kim kime kimi kimse madem "
	"mi mu nasil ne neden nedenle nerede nereye niye o olan olarak oldu "
	"oldugu oldugunu olduk olmak olmasi olmayan olmaz olsa olsun olup "
	"olur olursa oluyor ona ondan onlar onlara onlardan onlari onlarin "
	"onu onun orada oyle oysa pek ragmen sadece sana sanki sen senden "
	"seni senin siz sizden size sizi sizin son sonra soyle su suna sunda "
	"sundan sunlar sunu sunun tarafindan tum uzere var vardi ve veya ya "
	"yani yapmak yapti yine yok yoksa yuzden zaten",

	[NP_ARABIC] =
	"اذا اذن اكثر الا الان التي الذي الذين اللتي اللذان الي اما ان انا "
	"انت انتم انما انه انها اني او اول اوليك اي ايضا اين بان بعد بعض بل "
	"بما به بها بين تحت تكون تلك ثم جدا حتي حول حيث حين خلال دون ذلك سوف "
	"سوي شيء ضد ضمن ظل عبر عدم علي عليكم علينا عليه عليها عليهم عن عند "
	"عندما عنه عنها غير فان فقد فقط في فيما فيه فيها قبل قد كان كانت "
	"كانوا كذلك كل كلا كم كما كنا كنت كيف لا لان لانه لدي لدينا لذلك لقد "
	"لكل لكم لكن لكنه لم لما لماذا لن لنا له لها لهذا لهذه لهم لو لولا "
	"لي ليس ليست ما ماذا مازال متي مثل مع معظم معه معها من منا منذ منه "
	"منها منهم مهما نحن نحو نعم نفس نفسه هاتان هذا هذان هذه هكذا هل هم "
	"هنا هناك هو هولاء هي واذا وان وانه وانها وبين وعلي وعن وفي وقد وكان "
	"وكانت وكل وكما ولا ولكن ولم ولن وليس وما ومع ومن وهذا وهذه وهم وهو "
	"وهي يا يجب يكون يمكن يوم",

	[NP_CHINESE] =
	"上 下 不 与 且 个 中 为 么 之 也 了 于 些 什 从 他 以 们 会 但 你 其 内 再 则 到 去 又 及 只 可 各 同 "
	"向 吗 吧 呢 和 哪 啊 因 在 地 外 太 她 如 它 对 将 就 己 已 并 当 很 得 怎 您 我 或 所 才 把 无 是 更 "
	"最 有 未 来 样 此 每 比 没 然 由 的 着 等 给 而 能 自 若 虽 被 要 让 说 请 谁 跟 过 还 这 那 都 里 非",

	[NP_JAPANESE] =
	"あ い う え お か が き ぎ く ぐ け げ こ ご さ ざ し じ す ず せ ぜ そ ぞ た だ ち ぢ っ つ づ て で "
	"と ど な に ぬ ね の は ば ぱ ひ び ぴ ふ ぶ ぷ へ べ ぺ ほ ぼ ぽ ま み む め も ゃ や ゅ ゆ ょ よ ら "
	"り る れ ろ わ を ん"
};

typedef struct Slot
{
	const char *form;			/* NULL: empty */
	uint8_t		length;
	NpLanguageSet languages;
} Slot;

static Slot slots[SLOTS];
static bool filled = false;

/*
 * Where to look first.  The bytes behind the form are zero up to a multiple of
 * eight, as NpWord promises.
 */
static size_t
first_slot(const char *form, size_t length)
{
	uint64_t	hash = 0;

	for (size_t i = 0; i < length; i += 8)
	{
		uint64_t	bytes;

		memcpy(&bytes, form + i, sizeof(bytes));
		hash = (hash ^ bytes) * UINT64_C(0x9E3779B97F4A7C15);
		hash ^= hash >> 32;
	}
	return hash % SLOTS;
}

/* The word's slot, or the empty one where it belongs */
static Slot *
find_slot(const char *form, size_t length)
{
	size_t		at = first_slot(form, length);

	while (slots[at].form != NULL &&
		   (slots[at].length != length ||
			memcmp(slots[at].form, form, length) != 0))
		at = (at + 1) % SLOTS;
	return &slots[at];
}

static void
fill(void)
{
	for (int language = 0; language < NP_LANGUAGES; language++)
	{
		const char *list = np_function_words[language];

		while (*list != '\0')
		{
			char		form[LONGEST] = {0};
			size_t		length = strcspn(list, " ");
			Slot	   *slot;

			memcpy(form, list, length);
			slot = find_slot(form, length);
			slot->form = list;
			slot->length = (uint8_t) length;
			slot->languages |= (NpLanguageSet) (1 << language);
			list += length + strspn(list + length, " ");
		}
	}
	filled = true;
}

NpLanguageSet
np_function_word(const char *form, size_t length)
{
	if (!filled)
		fill();
	if (length >= LONGEST)
		return 0;
	return find_slot(form, length)->languages;
}

NpLanguage
np_guess_language(const size_t counts[NP_LANGUAGES], size_t nwords)
{
	NpLanguage	best = NP_ENGLISH;

	for (int language = 1; language < NP_LANGUAGES; language++)
		if (counts[language] > counts[best])
			best = (NpLanguage) language;
	/* one word is too little against English: "war crimes" */
	if (counts[best] < 2)
		best = NP_ENGLISH;
	if (nwords >= ENOUGH_WORDS && counts[best] < nwords / LEAST_SHARE)
		return NP_OTHER_LANGUAGE;
	return best;
}

bool
np_is_content_word(NpLanguage language, NpLanguageSet found, const NpWord *word)
{
	size_t		letters = 0;

	if (language != NP_OTHER_LANGUAGE)
		return (found >> language & 1) == 0;
	if (word->script != NP_SPACED)
		return true;
	for (size_t i = 0; i < word->form_length; i++)
		letters += ((unsigned char) word->form[i] & 0xC0) != 0x80;
	return letters >= LONG_WORD;
}
