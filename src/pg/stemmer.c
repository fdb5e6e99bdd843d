/*-------------------------------------------------------------------------
 *
 * stemmer.c
 *	  Stems of words by a text search configuration.
 *
 * The dictionaries that the configuration names for words get each word as it
 * was printed, in lower case and composed, accents and apostrophes included,
 * since stemmers and stop lists were made for that.  What the first of them
 * that knows the word makes of it is folded like any word and hashed.  A stop
 * word, or one that no dictionary knows, is its own stem.
 *
 * A dictionary takes about a microsecond a word, so stems are kept for the life
 * of the backend, in a table of bounded size that is emptied when full and when
 * a configuration or dictionary changes.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "pg/stemmer.h"
#include "text/characters.h"

#include "common/hashfn.h"
#include "tsearch/ts_cache.h"
#include "tsearch/ts_public.h"
#include "utils/builtins.h"
#include "utils/inval.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

/* Longer words are their own stems; dictionaries know none as long as this */
#define MAX_WORD			128

/* Entries of the cache before it is emptied: 24 bytes each, times two (6 MB) */
#define MAX_CACHED_STEMS	131072

/*
 * A word is known by 64 bits of hash alone: that two of a hundred thousand
 * agree by chance has a probability of 3e-10, and would make them one stem.
 */
typedef struct CachedStem
{
	uint64		word;			/* hash of configuration and printed word */
	uint64		stem;
	char		status;
} CachedStem;

#define SH_PREFIX			stems
#define SH_ELEMENT_TYPE		CachedStem
#define SH_KEY_TYPE			uint64
#define SH_KEY				word
#define SH_HASH_KEY(tb, key) ((uint32) (key))
#define SH_EQUAL(tb, a, b)	((a) == (b))
#define SH_SCOPE			static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

static stems_hash *cache = NULL;
static bool cache_is_stale = false;

/* The kinds of token that a word can be for a parser */
typedef enum TokenKind
{
	ASCII_WORD,
	NUMBER_WORD,
	OTHER_WORD
} TokenKind;

#define TOKEN_KINDS	3

static const char *const token_aliases[TOKEN_KINDS] = {
	[ASCII_WORD] = "asciiword",
	[NUMBER_WORD] = "numword",
	[OTHER_WORD] = "word"
};

typedef struct Stemmer
{
	Oid			config;
	const ListDictionary *dictionaries[TOKEN_KINDS];	/* NULL: none */
	MemoryContext scratch;		/* reset behind each word looked up */
} Stemmer;

static void
invalidate_cache(Datum arg, int cacheid, uint32 hashvalue)
{
	(void) arg;
	(void) cacheid;
	(void) hashvalue;
	cache_is_stale = true;
}

static void
prepare_cache(void)
{
	if (cache == NULL)
	{
		MemoryContext context = AllocSetContextCreate(CacheMemoryContext,
													  "newsprint stems",
													  ALLOCSET_DEFAULT_SIZES);

		cache = stems_create(context, 1024, NULL);
		CacheRegisterSyscacheCallback(TSCONFIGOID, invalidate_cache, 0);
		CacheRegisterSyscacheCallback(TSCONFIGMAP, invalidate_cache, 0);
		CacheRegisterSyscacheCallback(TSDICTOID, invalidate_cache, 0);
	}
	else if (cache_is_stale || cache->members >= MAX_CACHED_STEMS)
		stems_reset(cache);
	cache_is_stale = false;
}

/*
 * The printed word in UTF-8, decoded, in lower case and composed; its length,
 * or 0 when it is too long.
 */
static int
dictionary_form(const char *printed, size_t length, char *form, int room)
{
	NpText		word = {printed, length};
	UChar		decoded[MAX_WORD];
	UChar		composed[MAX_WORD];
	UChar		lower[MAX_WORD];
	UErrorCode	status = U_ZERO_ERROR;
	const UNormalizer2 *nfc;
	NpCharacter character;
	int32_t		n = 0;

	for (size_t at = 0; at < length; at = character.end)
	{
		character = np_character_at(word, at);
		if (character.kind != NP_CHARACTER ||
			u_hasBinaryProperty(character.code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
			continue;
		/* stemmers know the typewriter's apostrophe */
		if (character.code == 0x2018 || character.code == 0x2019)
			character.code = '\'';
		if (n + 2 > MAX_WORD)
			return 0;
		U16_APPEND_UNSAFE(decoded, n, character.code);
	}
	nfc = unorm2_getNFCInstance(&status);
	n = unorm2_normalize(nfc, decoded, n, composed, MAX_WORD, &status);
	n = u_strToLower(lower, MAX_WORD, composed, n, "", &status);
	u_strToUTF8(form, room, &n, lower, n, &status);
	return U_SUCCESS(status) ? n : 0;
}

/* The dictionaries' stem of a word, in the database's encoding; or NULL */
static char *
lexize(const ListDictionary *dictionaries, const char *word)
{
	for (int i = 0; i < dictionaries->len; i++)
	{
		TSDictionaryCacheEntry *dictionary =
		lookup_ts_dictionary_cache(dictionaries->dictIds[i]);
		DictSubState state = {false, false, NULL};
		TSLexeme   *lexemes;

		lexemes = (TSLexeme *)
			DatumGetPointer(FunctionCall4(&dictionary->lexize,
										  PointerGetDatum(dictionary->dictData),
										  PointerGetDatum(word),
										  Int32GetDatum(strlen(word)),
										  PointerGetDatum(&state)));
		if (lexemes == NULL)
			continue;			/* not known here */
		if (lexemes[0].lexeme == NULL)
			return NULL;		/* a stop word */
		/* a filter, such as unaccent, hands its result to the next one */
		if ((lexemes[0].flags & TSL_FILTER) == 0)
			return lexemes[0].lexeme;
		word = lexemes[0].lexeme;
	}
	return NULL;
}

/* Hash of what is left of a lexeme when it is folded, or 0 when nothing is */
static uint64_t
folded_hash(NpText lexeme)
{
	NpWordReader *reader = np_words_begin(&np_host, lexeme);
	NpWord		word;
	uint64_t	hash = 0;

	while (np_words_next(reader, &word))
		hash = np_mix(hash ^ np_word_hash(word.form, word.form_length));
	np_words_end(reader);
	return hash;
}

static TokenKind
token_kind(const char *word)
{
	TokenKind	kind = ASCII_WORD;

	for (; *word != '\0'; word++)
	{
		if (*word >= '0' && *word <= '9')
			return NUMBER_WORD;
		if (IS_HIGHBIT_SET(*word))
			kind = OTHER_WORD;
	}
	return kind;
}

static uint64_t
find_stem(const Stemmer *stemmer, const char *printed, size_t printed_length,
		  uint64_t form_hash)
{
	char		word[MAX_WORD * 3 + 1];
	int			length = dictionary_form(printed, printed_length,
										 word, sizeof(word) - 1);
	const ListDictionary *dictionaries;
	char	   *lexeme;
	uint64_t	stem;

	if (length == 0)
		return form_hash;
	word[length] = '\0';
	dictionaries = stemmer->dictionaries[token_kind(word)];
	if (dictionaries == NULL)
		return form_hash;
	/* not pg_any_to_server: an entity may be what the database cannot hold */
	lexeme = lexize(dictionaries,
					text_to_cstring(np_text_from_utf8(word, length)));
	if (lexeme == NULL)
		return form_hash;
	stem = folded_hash(np_source_text(cstring_to_text(lexeme)).text);
	return stem != 0 ? stem : form_hash;
}

static uint64_t
stem_word(void *arg, const char *printed, size_t printed_length,
		  const char *form, size_t form_length)
{
	const Stemmer *stemmer = arg;
	uint64_t	form_hash = np_mix(np_word_hash(form, form_length));
	uint64		key = hash_bytes_extended((const unsigned char *) printed,
										  printed_length, stemmer->config);
	CachedStem *cached;
	MemoryContext old;
	uint64_t	stem;
	bool		found;

	cached = stems_lookup(cache, key);
	if (cached != NULL)
		return cached->stem;
	old = MemoryContextSwitchTo(stemmer->scratch);
	stem = find_stem(stemmer, printed, printed_length, form_hash);
	MemoryContextSwitchTo(old);
	MemoryContextReset(stemmer->scratch);
	/* a dictionary may have run SQL and emptied the cache; so look anew */
	if (cache->members >= MAX_CACHED_STEMS)
		stems_reset(cache);
	cached = stems_insert(cache, key, &found);
	cached->stem = stem;
	return stem;
}

NpStemmer
np_stemmer(Oid config)
{
	TSConfigCacheEntry *entry;
	TSParserCacheEntry *parser;
	Stemmer    *stemmer = palloc0(sizeof(Stemmer));
	NpStemmer	result = {stem_word, stemmer};

	/* first: what changes from here on empties the cache of the next call */
	prepare_cache();
	if (!SearchSysCacheExists1(TSCONFIGOID, ObjectIdGetDatum(config)))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("text search configuration does not exist"),
				 errdetail("There is no text search configuration with OID %u.",
						   config),
				 errhint("Give the name of one; \\dF in psql lists them.")));
	entry = lookup_ts_config_cache(config);
	parser = lookup_ts_parser_cache(entry->prsId);
	stemmer->config = config;
	stemmer->scratch = AllocSetContextCreate(CurrentMemoryContext,
											 "newsprint stem",
											 ALLOCSET_DEFAULT_SIZES);
	if (OidIsValid(parser->lextypeOid))
	{
		LexDescr   *types = (LexDescr *)
		DatumGetPointer(OidFunctionCall1(parser->lextypeOid, (Datum) 0));

		for (LexDescr *type = types; type != NULL && type->lexid != 0; type++)
			for (int kind = 0; kind < TOKEN_KINDS; kind++)
				if (strcmp(type->alias, token_aliases[kind]) == 0 &&
					type->lexid < entry->lenmap)
				{
					/* the cache's own list may go while a dictionary runs */
					ListDictionary *list = palloc(sizeof(ListDictionary));

					*list = entry->map[type->lexid];
					list->dictIds = palloc((list->len + 1) * sizeof(Oid));
					if (list->len > 0)
						memcpy(list->dictIds, entry->map[type->lexid].dictIds,
							   list->len * sizeof(Oid));
					stemmer->dictionaries[kind] = list;
				}
	}
	return result;
}
