/*-------------------------------------------------------------------------
 *
 * test_align.c
 *	  Tests of the aligner: passages between texts of our own, and between the
 *	  sample articles where they are to be had (NEWSPRINT_DATA, or ../shared).
 *
 *-------------------------------------------------------------------------
 */
#include "align/align.h"
#include "tap.h"

/*
 * A stemmer good enough for these texts: it cuts a few English endings off the
 * folded form.
 */
static uint64_t
cut_endings(void *arg, const char *printed, size_t printed_length,
			const char *form, size_t form_length)
{
	static const char *const endings[] = {"ing", "ed", "es", "s"};
	uint64_t	hash = UINT64_C(14695981039346656037);

	(void) arg;
	(void) printed;
	(void) printed_length;
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
	{
		size_t		length = strlen(endings[i]);

		if (form_length >= length + 3 &&
			memcmp(form + form_length - length, endings[i], length) == 0)
		{
			form_length -= length;
			break;
		}
	}
	for (size_t i = 0; i < form_length; i++)
		hash = (hash ^ (unsigned char) form[i]) * UINT64_C(1099511628211);
	return hash;
}

static const NpStemmer endings = {cut_endings, NULL};
static const NpStemmer simple = {NULL, NULL};

/* Two articles, read and aligned */
typedef struct Aligned
{
	NpArticle	source;
	NpArticle	reprint;
	NpPassages	passages;
	NpReprintedList rows;
} Aligned;

static NpText
text_of(const char *body)
{
	NpText		text;

	text.data = body;
	text.length = strlen(body);
	return text;
}

static void
align(Aligned *aligned, const char *source, const char *reprint,
	  const NpStemmer *stemmer, NpMode mode)
{
	np_article_read(&tap_host, stemmer, text_of(source), &aligned->source);
	np_article_read(&tap_host, stemmer, text_of(reprint), &aligned->reprint);
	np_align(&tap_host, &aligned->source, &aligned->reprint, mode,
			 &aligned->passages);
	np_reprinted(&tap_host, &aligned->source, &aligned->reprint,
				 &aligned->passages, &aligned->rows);
}

static void
forget(Aligned *aligned)
{
	np_article_free(&tap_host, &aligned->source);
	np_article_free(&tap_host, &aligned->reprint);
	np_passages_free(&tap_host, &aligned->passages);
	np_reprinted_free(&tap_host, &aligned->rows);
}

/* The text of a range of words; the caller frees it */
static char *
words_of(const NpArticle *article, NpWordRange range)
{
	size_t		start = article->layout.words[range.first].start;
	size_t		end = article->layout.words[range.first + range.count - 1].end;
	char	   *piece = malloc(end - start + 1);

	if (piece == NULL)
		abort();
	memcpy(piece, article->text.data + start, end - start);
	piece[end - start] = '\0';
	return piece;
}

/* Does a range begin and end with the words that these texts begin with? */
static bool
spans(const NpArticle *article, NpWordRange range, const char *first,
	  const char *last)
{
	char	   *piece = words_of(article, range);
	size_t		length = strlen(piece);
	bool		right = strncmp(piece, first, strlen(first)) == 0 &&
	length >= strlen(last) &&
	strcmp(piece + length - strlen(last), last) == 0;

	if (!right)
		printf("# got: %s\n", piece);
	free(piece);
	return right;
}

static size_t
prose(const NpPassages *passages)
{
	size_t		count = 0;

	for (size_t i = 0; i < passages->count; i++)
		count += passages->items[i].kind != NP_QUOTATION;
	return count;
}

/* Passages of a sound result lie within the texts and apart in the reprint */
static bool
sound(const Aligned *aligned)
{
	size_t		end = 0;

	for (size_t i = 0; i < aligned->passages.count; i++)
	{
		const NpPassage *passage = &aligned->passages.items[i];

		if (passage->source.count == 0 || passage->reprint.count == 0 ||
			passage->reprint.first < end ||
			passage->source.first + passage->source.count >
			aligned->source.layout.nwords ||
			passage->reprint.first + passage->reprint.count >
			aligned->reprint.layout.nwords ||
			passage->words == 0 || passage->words > passage->reprint.count ||
			!(passage->similarity > 0) || passage->similarity > 1)
			return false;
		end = passage->reprint.first + passage->reprint.count;
	}
	return true;
}

/* Five paragraphs of a made-up story, and what was made of them */
#define FERRY \
	"The ferry Marigold ran aground off the northern breakwater shortly " \
	"before dawn on Tuesday, leaving 214 passengers stranded for nine hours " \
	"while tugboats waited for the tide to rise."
#define INQUIRY \
	"The harbour authority has opened an inquiry into why the vessel left " \
	"its usual channel, and investigators have collected the bridge recorder " \
	"and the radar logs of two nearby trawlers."
#define BAKERY \
	"Volunteers from a bakery on Quay Street carried bread and coffee to the " \
	"shore, where relatives of the passengers had gathered under umbrellas " \
	"to follow the rescue through borrowed binoculars."
#define OWNER \
	"The company that owns the ship said its hull had been inspected in " \
	"March without complaint, and that every crossing this week would be " \
	"taken over by a smaller catamaran chartered from a rival."
#define WEATHER \
	"Forecasters expect the fog that has covered the strait since the " \
	"weekend to lift by Thursday, when divers will look for damage below " \
	"the waterline before the ship is towed into dry dock."

#define GARDEN \
	"Allotment holders in the valley are swapping seeds of an old bean that " \
	"was thought to have died out, after a retired teacher found a jar of " \
	"them behind a chimney during repairs to her cottage."
#define CHESS \
	"A schoolgirl of eleven beat two grandmasters at the open tournament on " \
	"Saturday and shrugged off the applause, saying she still had homework " \
	"in geography to finish before the final round."
#define BRIDGE \
	"Engineers have begun to replace the rivets of the iron bridge one by " \
	"one, a job that will keep painters off the scaffolding until the autumn " \
	"and close the towpath to cyclists at night."

#define SPUN_FERRY \
	"The Marigold ferry ran aground near the northern breakwater just before " \
	"dawn on Tuesday, which left 214 passengers stranded during nine hours " \
	"as tugboats were waiting for the tide to rise."
#define SPUN_INQUIRY \
	"The harbour authority opened an inquiry about why the vessel had left " \
	"the usual channel, and investigators collected the bridge recorder and " \
	"radar logs from two trawlers nearby."

#define STORY FERRY "\n\n" INQUIRY "\n\n" BAKERY "\n\n" OWNER "\n\n" WEATHER

static void
test_verbatim(void)
{
	Aligned		aligned;

	align(&aligned, STORY, STORY, &simple, NP_NEWS);
	ok(aligned.passages.count == 1 &&
	   aligned.passages.items[0].source.first == 0 &&
	   aligned.passages.items[0].source.count == aligned.source.layout.nwords &&
	   aligned.passages.items[0].reprint.count == aligned.reprint.layout.nwords,
	   "a text aligned with itself is one passage over everything");
	ok(aligned.passages.items[0].kind == NP_VERBATIM &&
	   aligned.passages.items[0].similarity == 1,
	   "which is verbatim, with similarity 1");
	ok(aligned.passages.items[0].words == aligned.reprint.layout.nwords,
	   "and of which every word is matched");
	ok(aligned.rows.count == 5, "each of its paragraphs was reprinted");
	forget(&aligned);

	align(&aligned, FERRY, FERRY, &simple, NP_NEWS);
	ok(aligned.passages.count == 1 &&
	   aligned.passages.items[0].kind == NP_VERBATIM &&
	   aligned.passages.items[0].reprint.count == aligned.reprint.layout.nwords,
	   "also for a text of one paragraph of some thirty words");
	forget(&aligned);

	align(&aligned, GARDEN "\n\n" FERRY "\n\n" CHESS,
		  BRIDGE "\n\n" FERRY "\n\nLocal news in brief", &simple, NP_NEWS);
	ok(aligned.passages.count == 1 &&
	   spans(&aligned.source, aligned.passages.items[0].source,
			 "The ferry", "to rise") &&
	   spans(&aligned.reprint, aligned.passages.items[0].reprint,
			 "The ferry", "to rise"),
	   "a paragraph in other surroundings is found to the word");
	ok(aligned.rows.count == 1 && aligned.rows.items[0].paragraph == 1 &&
	   aligned.rows.items[0].kind == NP_VERBATIM &&
	   aligned.rows.items[0].coverage == 1 &&
	   spans(&aligned.reprint, aligned.rows.items[0].reprint, "The ferry",
			 "to rise"),
	   "and its row says so");
	forget(&aligned);
}

static void
test_typography(void)
{
	Aligned		aligned;

	align(&aligned,
		  "\u201CWe had no warning,\u201D the pilot\u2019s brother said \u2013 \u201Cnot one light "
		  "on that breakwater was burning when the ship came through the "
		  "channel, and nobody on shore answered our calls.\u201D",
		  "\"We had no warning,\" the pilot's brother said -- \"not one light "
		  "on that breakwater was burning when the ship came through the "
		  "channel, and nobody on shore answered our calls.\"",
		  &simple, NP_SENSITIVE);
	ok(aligned.passages.count == 1 &&
	   aligned.passages.items[0].kind == NP_VERBATIM &&
	   aligned.passages.items[0].similarity == 1,
	   "typography alone changes neither kind nor similarity");
	forget(&aligned);
}

static void
test_rewritten(void)
{
	Aligned		aligned;

	align(&aligned, GARDEN "\n\n" FERRY "\n\n" INQUIRY "\n\n" CHESS,
		  BRIDGE "\n\n" SPUN_FERRY " " SPUN_INQUIRY, &endings, NP_NEWS);
	ok(prose(&aligned.passages) == 1 &&
	   (aligned.passages.items[0].kind == NP_EDITED ||
		aligned.passages.items[0].kind == NP_REWRITTEN) &&
	   aligned.passages.items[0].similarity < 1,
	   "paragraphs that were spun and merged are found, and not as verbatim");
	ok(aligned.rows.count == 2 && aligned.rows.items[0].paragraph == 1 &&
	   aligned.rows.items[1].paragraph == 2 &&
	   spans(&aligned.reprint, aligned.rows.items[0].reprint, "The Marigold",
			 "to rise") &&
	   spans(&aligned.reprint, aligned.rows.items[1].reprint,
			 "The harbour authority", ""),
	   "each of the merged paragraphs has its own place");
	forget(&aligned);
}

static void
test_order(void)
{
	Aligned		aligned;
	size_t		found = 0;

	align(&aligned, FERRY "\n\n" GARDEN "\n\n" INQUIRY "\n\n" BAKERY,
		  BAKERY "\n\n" CHESS "\n\n" INQUIRY "\n\n" BRIDGE "\n\n" FERRY,
		  &simple, NP_NEWS);
	ok(sound(&aligned) && prose(&aligned.passages) == 3,
	   "reordered paragraphs are passages of their own");
	ok(aligned.rows.count == 3 &&
	   spans(&aligned.reprint, aligned.rows.items[0].reprint, "The ferry",
			 "to rise") &&
	   spans(&aligned.reprint, aligned.rows.items[1].reprint,
			 "The harbour", "trawlers") &&
	   spans(&aligned.reprint, aligned.rows.items[2].reprint,
			 "Volunteers", "binoculars"),
	   "and are told where they went");
	forget(&aligned);

	align(&aligned, GARDEN "\n\n" FERRY,
		  FERRY "\n\n" CHESS "\n\n" BRIDGE "\n\n" FERRY, &simple, NP_NEWS);
	for (size_t i = 0; i < aligned.passages.count; i++)
		found += spans(&aligned.reprint, aligned.passages.items[i].reprint,
					   "The ferry", "to rise") &&
			spans(&aligned.source, aligned.passages.items[i].source,
				  "The ferry", "to rise");
	ok(aligned.passages.count == 2 && found == 2,
	   "a paragraph reused twice is found twice");
	ok(aligned.rows.count == 1, "but has one row");
	forget(&aligned);
}

static void
test_negative(void)
{
	Aligned		aligned;

	align(&aligned, STORY, GARDEN "\n\n" CHESS "\n\n" BRIDGE, &simple, NP_NEWS);
	ok(aligned.passages.count == 0 && aligned.rows.count == 0,
	   "unrelated texts share nothing");
	forget(&aligned);

	align(&aligned, STORY, GARDEN "\n\n" CHESS "\n\n" BRIDGE, &simple,
		  NP_SENSITIVE);
	ok(aligned.passages.count == 0, "not in sensitive mode either");
	forget(&aligned);

	align(&aligned, FERRY " Harbour master Ines Calloway said on Tuesday.",
		  GARDEN " Harbour master Ines Calloway said on Tuesday. " CHESS,
		  &simple, NP_NEWS);
	ok(aligned.passages.count == 0, "a stock phrase is no passage");
	forget(&aligned);

	align(&aligned, GARDEN "\n\nPhoto: Ines Calloway\n\n" CHESS,
		  BRIDGE "\n\nPhoto: Ines Calloway\n\n" BAKERY, &simple, NP_NEWS);
	ok(aligned.passages.count == 0, "nor is a credit line");
	forget(&aligned);

	align(&aligned, "", STORY, &simple, NP_NEWS);
	ok(aligned.passages.count == 0 && aligned.rows.count == 0,
	   "an empty source was reused nowhere");
	forget(&aligned);
	align(&aligned, STORY, "  \n\n -- ", &simple, NP_NEWS);
	ok(aligned.passages.count == 0, "an empty reprint reuses nothing");
	forget(&aligned);
}

static void
test_quotation(void)
{
	Aligned		aligned;
	size_t		quotations = 0;

	align(&aligned,
		  GARDEN "\n\n\u201CNobody told us that the lights were out, and by the "
		  "time we saw the stones it was far too late to turn a ship of that "
		  "size around,\u201D said the mate.\n\n" CHESS,
		  BRIDGE "\n\nAccording to a sailor on board, \u201CNobody told us that "
		  "the lights were out, and by the time we saw the stones it was far "
		  "too late to turn a ship of that size around.\u201D\n\n" BAKERY,
		  &simple, NP_NEWS);
	for (size_t i = 0; i < aligned.passages.count; i++)
		quotations += aligned.passages.items[i].kind == NP_QUOTATION;
	ok(quotations == 1 && prose(&aligned.passages) == 0,
	   "a shared quotation is not reused prose");
	ok(aligned.rows.count == 0 || aligned.rows.items[0].kind == NP_QUOTATION,
	   "nor is it for the paragraph");
	forget(&aligned);
}

static void
test_one_sentence(void)
{
	Aligned		aligned;

	align(&aligned, GARDEN "\n\n" FERRY
		  " It was the third such accident in a decade on a stretch that "
		  "pilots call the needle, though nobody has ever been killed there "
		  "and the council long resisted calls for a second lighthouse on "
		  "the opposite bank, citing the cost and the view from its "
		  "promenade.\n\n" CHESS,
		  BRIDGE "\n\n" FERRY "\n\n" BAKERY, &simple, NP_NEWS);
	ok(aligned.rows.count == 1 && aligned.rows.items[0].coverage < 0.75 &&
	   spans(&aligned.reprint, aligned.rows.items[0].reprint, "The ferry",
			 "to rise"),
	   "where one sentence was reused the place is that sentence's");
	forget(&aligned);
}

/* A report of 330 words, and 90 that sum it up in sentences of their own */
#define HARBOUR \
	"The harbour board of Lindmouth voted on Tuesday night to close the old " \
	"east pier, eleven years after engineers first warned that its timber " \
	"piles were rotting. Five members were in favour and two against, among " \
	"them the chairman, Ansel Droy, whose family sold fish from the pier for " \
	"three generations.\n\n" \
	"Divers who inspected the structure in March counted ninety-one piles, of " \
	"which thirty-four could be pushed aside by hand. Their report put the " \
	"cost of a full repair at six million crowns, more than the board earns " \
	"from mooring fees in four years. A partial repair would cost half of " \
	"that and would have to be done again within a decade.\n\n" \
	"Fishermen who crowded into the meeting said that nobody had asked them. " \
	"Marta Quell, who runs two boats with her brother, told the board that the " \
	"west quay dries out at low water and that crews would lose three hours of " \
	"every working day. Others feared that the auction hall, which stands at " \
	"the head of the pier, would follow it.\n\n" \
	"The board's secretary said the hall was safe for now. Pontoons hired from " \
	"a shipyard in Karsund would be laid along the breakwater before the " \
	"herring season begins in September, with room for fourteen boats. " \
	"Twenty-two are registered in the town. How the places are to be shared " \
	"out was left to a committee that has yet to be named.\n\n" \
	"A group of pensioners collected nine hundred signatures to have the pier " \
	"listed as a monument, and the county museum supports them. Its director " \
	"called the pier the last of its kind on the coast, built in 1887 by " \
	"convicts from the island prison. Under the county's rules a listing would " \
	"oblige the board to keep what can be kept, but not to let anyone walk on " \
	"it.\n\n" \
	"Demolition could start in the spring. Until then a fence will close the " \
	"gate, and the lamp at the pier's end, which fishermen steer by in fog, " \
	"will be moved to a mast on the breakwater."

#define HARBOUR_SUMMARY \
	"A wooden landmark is to go. By five votes to two Lindmouth's harbour board " \
	"has given up its east pier, after divers counted thirty-four piles that " \
	"could be pushed aside by hand. To mend it all would take six million " \
	"crowns. Marta Quell and other fishermen dread the west quay, which dries " \
	"out at low water, and worry about the auction hall. Until the herring " \
	"season pontoons from Karsund must do, fourteen places among twenty-two " \
	"owners. Nine hundred signatures plead for a listing, backed by the county " \
	"museum, since convicts built the thing in 1887. Demolition could start in " \
	"the spring all the same."

/* On the same subject, with nothing taken */
#define HARBOUR_OTHER \
	"When the board of a small harbour weighs the future of an old pier, money " \
	"is only half of the matter. Timber rots, piles lean, and every repair is " \
	"followed by the next one. Yet fishermen who moor their boats there have " \
	"grown up with it, and a town that lets its pier go seldom builds another. " \
	"Engineers can say how long a beam will hold; they cannot say what the " \
	"quay is worth to those who meet on it each evening. Before a board votes " \
	"it should walk out to the lamp at low water and look back at the town."

static void
test_summaries(void)
{
	Aligned		aligned;

	align(&aligned, HARBOUR, GARDEN " " HARBOUR_SUMMARY " " CHESS, &endings,
		  NP_SENSITIVE);
	ok(sound(&aligned) && aligned.passages.count == 1 &&
	   aligned.passages.items[0].source.first == 0 &&
	   aligned.passages.items[0].source.count == aligned.source.layout.nwords &&
	   spans(&aligned.reprint, aligned.passages.items[0].reprint, "By five",
			 "spring"),
	   "a summary has all of what it sums up for its source");
	forget(&aligned);

	align(&aligned, HARBOUR, GARDEN " " HARBOUR_OTHER " " CHESS, &endings,
		  NP_SENSITIVE);
	ok(aligned.passages.count == 0, "the same subject makes no summary");
	forget(&aligned);
}

static void
test_fragment(void)
{
	Aligned		aligned;

	ok(strcmp(np_kind_name(NP_VERBATIM), "verbatim") == 0 &&
	   strcmp(np_kind_name(NP_EDITED), "edited") == 0 &&
	   strcmp(np_kind_name(NP_REWRITTEN), "rewritten") == 0 &&
	   strcmp(np_kind_name(NP_FRAGMENT), "fragment") == 0 &&
	   strcmp(np_kind_name(NP_QUOTATION), "quotation") == 0,
	   "kinds have names");
	align(&aligned, GARDEN " Nobody remembers a winter when so many herons "
		  "stood along the frozen canal waiting for boats that never came. "
		  CHESS,
		  BRIDGE " Nobody remembers a winter when so many herons "
		  "stood along the frozen canal waiting for boats that never came. "
		  BAKERY, &simple, NP_NEWS);
	ok(aligned.passages.count == 1 &&
	   aligned.passages.items[0].kind == NP_FRAGMENT,
	   "one short identical sentence is a fragment");
	forget(&aligned);
}

/*
 * Characters whose UTF-8 has a byte 0x80 are written as escapes: pg_bsd_indent
 * spoils that byte.
 */
static void
test_small_words(void)
{
	static const char source[] =
	"城市天气晴朗，公园里有许多游客在散步\u3002"
	"渡轮周二黎明前在北防波堤附近搁浅，二百\u4E00十四名乘客被困九个小时，"
	"拖船\u4E00直等待潮水上涨才能把他们接到岸上\u3002"
	"学生们正在准备明年春天的\u8003试\u3002";
	static const char reprint[] =
	"据当地媒体报道，渡轮周二黎明前在北防波堤附近搁浅，"
	"二百\u4E00十四名乘客被困九个小时，"
	"拖船\u4E00直等待潮水上涨才能把他们接到岸上\u3002"
	"另外，博物馆将于下月重新\u5F00放\u3002";
	Aligned		aligned;

	align(&aligned, source, reprint, &simple, NP_NEWS);
	ok(prose(&aligned.passages) == 1 &&
	   spans(&aligned.source, aligned.passages.items[0].source, "渡轮",
			 "岸上") &&
	   spans(&aligned.reprint, aligned.passages.items[0].reprint, "渡轮",
			 "岸上") &&
	   aligned.passages.items[0].kind == NP_VERBATIM,
	   "a sentence in a script without spaces is found to the character");
	forget(&aligned);

	align(&aligned, "渡轮周二在北京搁浅\u3002公园里有许多游客\u3002",
		  "天气晴朗\u3002渡轮周二在北京搁浅\u3002", &simple, NP_NEWS);
	ok(aligned.passages.count == 0,
	   "but a phrase of some characters is no passage");
	forget(&aligned);
}

/*
 * The sample articles
 */

static char *
read_file(const char *folder, const char *name)
{
	char		path[4096];
	FILE	   *file;
	char	   *body;

	snprintf(path, sizeof(path), "%s/seeds/%s", folder, name);
	file = fopen(path, "rb");
	if (file == NULL)
		return NULL;
	body = calloc(1, 1 << 16);
	if (body == NULL)
		abort();
	if (fread(body, 1, (1 << 16) - 1, file) == 0)
		body[0] = '\0';
	fclose(file);
	return body;
}

/* The word that a character of the text, counted from 0, lies in or before */
static long
word_at(const NpArticle *article, long character)
{
	long		characters = 0;
	size_t		word = 0;

	for (size_t i = 0; i < article->text.length && characters < character; i++)
	{
		/* past the last byte of a character */
		if (i + 1 == article->text.length ||
			(article->text.data[i + 1] & 0xC0) != 0x80)
			characters++;
		while (word < article->layout.nwords &&
			   article->layout.words[word].end <= i + 1)
			word++;
	}
	return (long) word;
}

/* One line of truth_passages.tsv */
typedef struct Truth
{
	long		paragraph;
	long		reprint;
	char		verdict[64];
	long		start;
	long		length;
} Truth;

static bool
next_truth(char **at, Truth *truth)
{
	char	   *line;
	char	   *cells[7];

	while ((line = strsep(at, "\n")) != NULL)
	{
		for (int i = 0; i < 7; i++)
		{
			cells[i] = strsep(&line, "\t");
			if (cells[i] == NULL)
				cells[i] = "";
		}
		truth->paragraph = strtol(cells[0], NULL, 10);
		if (truth->paragraph == 0)
			continue;
		truth->reprint = strtol(cells[3], NULL, 10);
		snprintf(truth->verdict, sizeof(truth->verdict), "%s", cells[4]);
		truth->start = strtol(cells[5], NULL, 10);
		truth->length = strtol(cells[6], NULL, 10);
		return true;
	}
	return false;
}

static bool
agrees(const Truth *truth, const NpArticle *reprint, const NpReprinted *row)
{
	long		first;
	long		last;

	if (strcmp(truth->verdict, "too short to judge") == 0)
		return true;
	if (strcmp(truth->verdict, "absent") == 0)
		return row == NULL;
	if (strcmp(truth->verdict, "quotation only") == 0)
		return row == NULL || row->kind == NP_QUOTATION;
	if (row == NULL)
		return false;
	first = word_at(reprint, truth->start - 1);
	last = word_at(reprint, truth->start - 1 + truth->length - 1);
	if (labs((long) row->reprint.first - first) > 2 ||
		labs((long) (row->reprint.first + row->reprint.count) - 1 - last) > 2)
		return false;
	if (strcmp(truth->verdict, "verbatim") == 0)
		return row->kind == NP_VERBATIM;
	if (strcmp(truth->verdict, "edited or rewritten") == 0)
		return row->kind == NP_EDITED || row->kind == NP_REWRITTEN;
	return row->kind == NP_EDITED;
}

static void
test_seeds(void)
{
	static const char *const names[5] = {
		"000_717296ce23a695fb.txt", "001_2c9c9f006315f6c3.txt",
		"002_39ba444e8405e76d.txt", "003_b472775bc9247f8a.txt",
		"004_a73abb76810d6b4e.txt"
	};
	const char *folder = getenv("NEWSPRINT_DATA");
	char	   *bodies[5];
	char	   *truths;

	if (folder == NULL)
		folder = "../shared";
	truths = read_file(folder, "truth_passages.tsv");
	if (truths == NULL)
	{
		skip(12, "no sample articles in %s", folder);
		return;
	}
	for (int i = 0; i < 5; i++)
	{
		bodies[i] = read_file(folder, names[i]);
		if (bodies[i] == NULL)
			abort();
	}
	for (int stemmed = 0; stemmed < 2; stemmed++)
	{
		const char *how = stemmed ? "with stems" : "without stems";

		for (int i = 1; i < 5; i++)
		{
			Aligned		aligned;
			char	   *copy = strdup(truths);
			char	   *at = copy;
			Truth		truth;
			int			wrong = 0;
			int			rows = 0;

			align(&aligned, bodies[0], bodies[i], stemmed ? &endings : &simple,
				  NP_NEWS);
			while (next_truth(&at, &truth))
			{
				const NpReprinted *row = NULL;

				if (truth.reprint != i)
					continue;
				for (size_t k = 0; k < aligned.rows.count; k++)
					if ((long) aligned.rows.items[k].paragraph + 1 ==
						truth.paragraph)
						row = &aligned.rows.items[k];
				rows++;
				if (agrees(&truth, &aligned.reprint, row))
					continue;
				wrong++;
				printf("# paragraph %ld: %s; got %s\n", truth.paragraph,
					   truth.verdict, row ? np_kind_name(row->kind) : "no row");
			}
			ok(wrong == 0 && rows == 22, "000's paragraphs in 00%d, %s: %d of %d",
			   i, how, rows - wrong, rows);
			if (i == 3)
				ok(prose(&aligned.passages) == 1 && aligned.rows.count >= 1,
				   "one prose passage in 003, %s", how);
			if (i == 4)
				ok(prose(&aligned.passages) == 0, "none in 004, %s", how);
			forget(&aligned);
			free(copy);
		}
	}
	for (int i = 0; i < 5; i++)
		free(bodies[i]);
	free(truths);
}

int
main(void)
{
	test_verbatim();
	test_typography();
	test_rewritten();
	test_order();
	test_negative();
	test_quotation();
	test_one_sentence();
	test_summaries();
	test_fragment();
	test_small_words();
	test_seeds();
	ok(tap_blocks_in_use == 0, "all memory was given back (%ld)", tap_blocks_in_use);
	return done_testing();
}
