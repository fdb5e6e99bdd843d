/*-------------------------------------------------------------------------
 *
 * abbreviations.c
 *	  Words whose full stop need not end a sentence, and words that begin one.
 *
 * The lists are frozen: sentences are shown to users by number, so a text
 * must not change its numbers because a newer list knows one abbreviation
 * more.  They hold folded forms, hence no accents and no dots, and serve all
 * languages at once.  A form that is also a common last word of a sentence
 * in one of them (German "das", Spanish "mar", English "no") is left out or
 * marked NP_NUMBERED.
 *
 * An abbreviation before a capital is ambiguous ("in the U.S. The ...", "the
 * U.S. Senate").  Kiss and Strunk (Unsupervised Multilingual Sentence Boundary
 * Detection, 2006) resolve it by the words that are frequent at sentences'
 * beginnings; so does this, with a short list of such words that no name
 * begins with.
 *
 *-------------------------------------------------------------------------
 */
#include <stdint.h>
#include <string.h>

#include "text/abbreviations.h"

#define SHORT	8				/* bytes of an abbreviation, at most */

/* One array a kind, each in byte order; zero bytes fill abbreviations up */
static const char titles[][SHORT + 1] = {
	"abp", "adm", "apl", "atty", "brig", "capt", "cmdr", "cmdt", "col",
	"cpl", "dhr", "dipl", "dott", "dr", "dra", "dres", "drs", "fr", "frl",
	"gen", "gov", "govs", "herr", "hon", "hr", "ing", "insp", "jhr",
	"kard", "lic", "lt", "ltc", "maj", "mec", "mej", "messrs", "mevr",
	"mgr", "mlle", "mme", "mons", "mr", "mrs", "ms", "msgr", "mt", "mx",
	"pfc", "pres", "prof", "profa", "pvt", "rep", "reps", "rev", "sen",
	"sens", "sgt", "sig", "sigg", "sra", "sras", "sres", "srta", "st",
	"sta", "ste", "sto", "supt", "sw", "гр", "им", "пл", "пр", "св", "тов", "ул"
};

static const char abbreviations[][SHORT + 1] = {
	"abb", "abs", "afb", "aka", "al", "allg", "approx", "apr", "apt",
	"ariz", "ark", "assn", "aug", "av", "ave", "avv", "bd", "bes", "betr",
	"bijv", "bldg", "blvd", "bros", "btw", "bzgl", "bzw", "ca", "calif",
	"cd", "cf", "cie", "co", "colo", "conn", "corp", "ct", "dec", "dept",
	"dez", "dgl", "dic", "dist", "dt", "dz", "ed", "eds", "eidg",
	"einschl", "ene", "enz", "esq", "etc", "evtl", "excl", "exkl", "feb",
	"febr", "fevr", "fla", "ft", "fz", "ggf", "hrsg", "hwy", "im", "inc",
	"incl", "inkl", "insb", "intl", "jan", "janv", "jg", "jhd", "jr",
	"juil", "jul", "ky", "lb", "lbs", "ltd", "ltda", "md", "mg", "mich",
	"minn", "mio", "mld", "mln", "mont", "mrd", "mtl", "natl", "neb",
	"nev", "nov", "np", "obs", "oct", "okla", "okt", "orig", "oz", "pag",
	"pct", "penn", "pkt", "plc", "prov", "pt", "ptas", "rd",
	"resp", "rz", "sep", "sept", "sog", "spp", "sq", "sr", "srl", "ss",
	"stk", "stor", "str", "tel", "tenn", "tex", "tj", "tys", "tzv", "tzw",
	"uds", "ul", "univ", "usf", "ust", "usw", "vd", "vds", "vgl", "viz",
	"vlg", "vs", "vt", "wis", "wlk", "wyo", "zb", "zgl", "zt", "zzgl", "г",
	"гг", "гл", "др", "изд", "коп", "млн", "млрд", "обл", "руб", "см",
	"ср", "стр", "тел", "тыс"
};

static const char numbered[][SHORT + 1] = {
	"abt", "anm", "art", "cap", "ch", "chap", "ej", "fig", "figs", "fn",
	"hfst", "kap", "lok", "mar", "no", "nos", "nr", "nro", "num", "pos",
	"pp", "sat", "sec", "sect", "sun", "tab", "ver", "vol", "vols", "п",
	"рис", "ст", "табл"
};

/* Words that begin sentences often, and names never */
static const char *const starters[] = {
	"a", "aber", "after", "all", "also", "although", "an", "and",
	"another", "any", "as", "at", "auch", "auf", "because", "before",
	"both", "but", "by", "das", "die", "doch", "during", "each", "er",
	"es", "every", "for", "from", "he", "her", "his", "how", "however",
	"i", "if", "ihr", "im", "in", "it", "its", "last", "meanwhile", "more",
	"most", "my", "neither", "nevertheless", "no", "not", "now", "on",
	"once", "one", "only", "other", "others", "our", "she", "sie", "since",
	"so", "some", "still", "such", "that", "the", "their", "then", "there",
	"these", "they", "this", "those", "though", "thus", "to", "today",
	"und", "under", "unless", "until", "was", "we", "wer", "what", "when",
	"where", "while", "who", "why", "wie", "wir", "with", "yet", "you",
	"your", "в", "для", "его", "ее", "если", "и", "их", "как", "когда",
	"мы", "на", "но", "об", "он", "она", "они", "по", "после", "при",
	"также", "что", "эти", "это", "этот", "я"
};

static const char *const ordinal_followers[] = {
	"april", "arrondissement", "auflage", "august", "bezirk", "bundesliga",
	"bundestag", "dezember", "etage", "februar", "geburtstag", "gipfel",
	"jahrestag", "jahrhundert", "jahrhunderts", "janner", "januar", "juli",
	"juni", "kapitel", "klasse", "liga", "mai", "mal",
	"marz", "minute", "november", "oktober", "platz", "runde", "september",
	"spieltag", "stock", "tag", "todestag", "weltkrieg", "weltkriegs"
};

#define FIND(list, form, length) \
	find(list, sizeof(list) / sizeof((list)[0]), form, length)

static bool
find(const char *const *list, size_t count, const char *form, size_t length)
{
	size_t		low = 0;
	size_t		high = count;

	while (low < high)
	{
		size_t		middle = (low + high) / 2;
		size_t		size = strlen(list[middle]);
		int			order = memcmp(form, list[middle],
								   length < size ? length : size);

		if (order == 0)
			order = (length > size) - (length < size);
		if (order == 0)
			return true;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

/* Bytes as a number that sorts as they do */
static inline uint64_t
number_of(const char *bytes)
{
	const unsigned char *s = (const unsigned char *) bytes;

	return (uint64_t) s[0] << 56 | (uint64_t) s[1] << 48 |
		(uint64_t) s[2] << 40 | (uint64_t) s[3] << 32 |
		(uint64_t) s[4] << 24 | (uint64_t) s[5] << 16 |
		(uint64_t) s[6] << 8 | s[7];
}

#define FIND_SHORT(list, number) \
	find_short(list, sizeof(list) / sizeof((list)[0]), number)

/* Every stop of a text asks: no branch here depends on the word. */
static inline bool
find_short(const char (*list)[SHORT + 1], size_t count, uint64_t number)
{
	while (count > 1)
	{
		size_t		half = count / 2;

		list += number_of(list[half]) <= number ? half : 0;
		count -= half;
	}
	return number_of(list[0]) == number;
}

NpAbbreviation
np_abbreviation(const char *form, size_t length)
{
	char		bytes[SHORT] = {0};
	uint64_t	number;

	if (length == 0 || length > SHORT)
		return NP_NOT_ABBREVIATED;
	memcpy(bytes, form, length);
	number = number_of(bytes);
	if (FIND_SHORT(titles, number))
		return NP_TITLE;
	if (FIND_SHORT(abbreviations, number))
		return NP_ABBREVIATED;
	if (FIND_SHORT(numbered, number))
		return NP_NUMBERED;
	return NP_NOT_ABBREVIATED;
}

bool
np_starts_sentences(const char *form, size_t length)
{
	return length <= NP_LONGEST_ABBREVIATION && FIND(starters, form, length);
}

bool
np_follows_ordinal(const char *form, size_t length)
{
	return length <= NP_LONGEST_ABBREVIATION &&
		FIND(ordinal_followers, form, length);
}
