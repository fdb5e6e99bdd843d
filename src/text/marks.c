/*-------------------------------------------------------------------------
 *
 * marks.c
 *	  The quotation marks of a text, a paragraph at a time, with what stands on
 *	  either side of them.
 *
 * Marks stand between words, so only the gaps are read, and of those only the
 * ones with a byte in them that may be a mark or a line's end.
 *
 * A paragraph ends here where the text's own does: at a blank line, at block
 * markup, and in a text that is not hard-wrapped at a line break that follows
 * punctuation or precedes a mark.  (A line that breaks off in the middle of a
 * sentence may still go on quoting: scrapes break lines around links.)  The
 * parts that layout.c cuts overlong paragraphs into do not count.
 *
 * Marks that touch each other share their sides: in `"'Yes,' he said` both
 * have a space before and a word behind.  Two single marks in a row are one
 * double mark; that is how an eighth of all articles write them.  Markup
 * within a line and invisible characters are no side.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "text/marks.h"

/*
 * More marks than any paragraph has: the paragraph is taken to end behind
 * them, so that memory is bounded.
 */
#define MOST_MARKS	65536

void
np_marks_begin(NpMarkReader *reader, const NpHost *host, NpText text,
			   const NpLayout *layout)
{
	memset(reader, 0, sizeof(*reader));
	reader->host = host;
	reader->work.host = host;
	reader->text = text;
	reader->layout = layout;
	reader->at = SIZE_MAX;
}

void
np_marks_end(NpMarkReader *reader)
{
	np_release(reader->host, reader->marks);
	reader->marks = NULL;
}

/* May the gap hold anything but plain punctuation and spaces? */
static bool
is_interesting(const char *data, size_t from, size_t to)
{
	for (; from < to; from++)
	{
		unsigned char byte = (unsigned char) data[from];

		if (byte >= 0x80 || (byte < ' ' && byte != '\t') || byte == '"' ||
			byte == '\'' || byte == '`' || byte == '&' || byte == '<')
			return true;
	}
	return false;
}

static bool
is_ideograph(uint32_t code)
{
	int			class = np_fold_entry(code) & NP_FOLD_CLASS_MASK;

	return class == NP_HAN_LETTER || class == NP_KANA_LETTER ||
		class == NP_SOUTHEAST_ASIAN_LETTER;
}

/* The side that the end of a word is */
static NpSide
side_of_word_end(NpText text, const NpWordSpan *word)
{
	return is_ideograph(np_character_before(text, word->end)) ?
		NP_SIDE_IDEOGRAPH : NP_SIDE_WORD;
}

static NpSide
side_of(NpSign sign, uint32_t code)
{
	switch (sign)
	{
		case NP_SIGN_FULL_STOP:
		case NP_SIGN_STOP:
		case NP_SIGN_FINAL_STOP:
			return NP_SIDE_STOP;
		case NP_SIGN_PAUSE:
			return NP_SIDE_PAUSE;
		case NP_SIGN_OPENER:
			return NP_SIDE_OPENER;
		case NP_SIGN_CLOSER:
			return NP_SIDE_CLOSER;
		case NP_SIGN_DASH:
			return NP_SIDE_DASH;
		default:
			break;
	}
	/* a letter that belongs to no word, like the s that rule 9 drops */
	if ((code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z'))
		return NP_SIDE_WORD;
	return NP_SIDE_OTHER;
}

static NpShape
shape_of(NpSide before, NpSide after)
{
	bool		may_open = before == NP_SIDE_SPACE || before == NP_SIDE_OPENER;
	bool		may_close = after == NP_SIDE_SPACE || after == NP_SIDE_PAUSE ||
	after == NP_SIDE_CLOSER || after == NP_SIDE_STOP;

	if (may_open && may_close && after == NP_SIDE_STOP)
		return NP_SHAPE_OPENS;	/* `"... and` */
	if (may_open != may_close)
		return may_open ? NP_SHAPE_OPENS : NP_SHAPE_CLOSES;
	if (!may_open && before == NP_SIDE_DASH && after != NP_SIDE_DASH)
		return NP_SHAPE_OPENS;
	if (!may_open && after == NP_SIDE_DASH && before != NP_SIDE_DASH)
		return NP_SHAPE_CLOSES;
	return NP_SHAPE_EITHER;
}

/* Tells the run of marks from first on what stands behind it. */
static void
end_run(NpMarkReader *reader, size_t first, NpSide after)
{
	for (; first < reader->nmarks; first++)
	{
		NpMarkPlace *place = &reader->marks[first];

		place->after = after;
		place->shape = shape_of((NpSide) place->before, after);
	}
}

static NpMarkPlace *
add_mark(NpMarkReader *reader)
{
	if (reader->nmarks == reader->allocated)
	{
		reader->allocated = reader->allocated * 2 + 32;
		reader->marks = np_resize(reader->host, reader->marks,
								  reader->allocated * sizeof(NpMarkPlace));
	}
	return &reader->marks[reader->nmarks++];
}

/* A mark and its twin behind it are one double mark */
static NpMark
join_twins(NpMark mark, uint32_t code, NpText text, size_t to, size_t *end)
{
	NpCharacter twin;

	if ((mark != NP_NEUTRAL_SINGLE && mark != NP_RIGHT_SINGLE &&
		 mark != NP_LEFT_SINGLE) || *end >= to)
		return mark;
	twin = np_next_character(text, *end);
	if (twin.kind != NP_CHARACTER || twin.code != code)
		return mark;
	*end = twin.end;
	return mark == NP_LEFT_SINGLE ? NP_LEFT_DOUBLE : NP_NEUTRAL_DOUBLE;
}

/*
 * Reads the gap before word reader->gap, from reader->at or its beginning.
 * Returns true if the paragraph ends in it; reader->at is then where the next
 * one begins.
 */
static bool
read_gap(NpMarkReader *reader, bool fresh)
{
	NpText		text = reader->text;
	const NpLayout *layout = reader->layout;
	size_t		gap = reader->gap;
	size_t		from = gap > 0 ? layout->words[gap - 1].end : 0;
	size_t		to = gap < layout->nwords ? layout->words[gap].start :
	text.length;
	size_t		at = from;
	size_t		visible_end = from;
	size_t		run = reader->nmarks;	/* first mark of the current run */
	bool		in_run = false;
	int			lines = 0;
	bool		block = false;
	bool		broken = false; /* a line's end may be a paragraph's */
	NpSide		side;			/* what stands before at */

	if (reader->at != SIZE_MAX)
	{
		at = visible_end = reader->at;
		side = NP_SIDE_SPACE;
	}
	else if (gap == 0)
		side = NP_SIDE_SPACE;
	else if (gap < layout->nwords && !is_interesting(text.data, from, to))
		return false;
	else
	{
		side = side_of_word_end(text, &layout->words[gap - 1]);
		fresh = false;
	}
	reader->at = SIZE_MAX;

	for (;;)
	{
		NpCharacter character = {NP_CHARACTER, ' ', 0};
		NpSign		sign = NP_SIGN_SPACE;
		NpMark		mark = NP_NO_MARK;
		bool		line_end;

		if (at < to)
		{
			character = np_next_in_gap(text, at, to);
			np_work(&reader->work, character.end - at);
			if (character.kind == NP_CHARACTER)
				sign = np_sign_of(character.code);
			if (character.kind == NP_INLINE_TAG || sign == NP_SIGN_INVISIBLE)
			{
				at = character.end;
				continue;
			}
			if (character.kind == NP_BLOCK_TAG || np_is_blank(sign))
			{
				if (in_run)
				{
					end_run(reader, run, NP_SIDE_SPACE);
					in_run = false;
				}
				if (character.kind == NP_BLOCK_TAG ||
					sign == NP_SIGN_PARAGRAPH_END)
					block = true;
				else if (sign == NP_SIGN_LINE_END)
					lines++;
				/* a break after punctuation */
				if (side != NP_SIDE_WORD && side != NP_SIDE_IDEOGRAPH &&
					side != NP_SIDE_SPACE && side != NP_SIDE_DASH &&
					(side != NP_SIDE_PAUSE ||
					 text.data[visible_end - 1] != ','))
					broken = true;
				side = NP_SIDE_SPACE;
				at = character.end;
				continue;
			}
			if (sign == NP_SIGN_MARK)
				mark = np_mark_of(character.code);
		}

		/* something visible, a word, or the end of the text */
		line_end = block || lines > 1 ||
			(lines == 1 && !layout->hard_wrapped &&
			 (broken || mark != NP_NO_MARK));
		if (line_end)
		{
			if (in_run)
				end_run(reader, run, NP_SIDE_SPACE);
			reader->end = visible_end;
			reader->words = gap;
			reader->at = at;
			return true;
		}
		lines = 0;
		broken = false;

		if (at >= to)
			break;

		if (mark != NP_NO_MARK)
		{
			NpMarkPlace *place;
			size_t		end = character.end;

			if (!in_run)
			{
				run = reader->nmarks;
				in_run = true;
			}
			mark = join_twins(mark, character.code, text, to, &end);
			if (reader->nmarks >= MOST_MARKS)
			{
				/* nobody looks at the rest of this gap */
				side = NP_SIDE_OTHER;
				visible_end = at = end;
				fresh = false;
				continue;
			}
			place = add_mark(reader);
			place->start = at;
			place->end = end;
			place->trimmed = visible_end;
			place->word = gap;
			place->mark = (uint8_t) mark;
			place->first = fresh;
			place->behind_double = reader->nmarks - 1 > run &&
				place[-1].mark <= NP_LAST_DOUBLE;
			/* what is visible before a run is not the run's own marks */
			place->before = (uint8_t) (reader->nmarks - 1 > run ?
									   (NpSide) place[-1].before : side);
			side = NP_SIDE_OTHER;
			at = end;
		}
		else
		{
			side = side_of(sign, character.code);
			if (in_run)
			{
				end_run(reader, run, side);
				in_run = false;
			}
			at = character.end;
		}
		fresh = false;
		visible_end = at;
	}

	if (in_run)
	{
		NpSide		after = NP_SIDE_SPACE;

		if (gap < layout->nwords)
			after = is_ideograph(np_next_character(text, to).code) ?
				NP_SIDE_IDEOGRAPH : NP_SIDE_WORD;
		end_run(reader, run, after);
	}
	reader->end = visible_end;
	return false;
}

bool
np_marks_next(NpMarkReader *reader)
{
	size_t		nwords = reader->layout->nwords;
	bool		fresh = true;

	reader->nmarks = 0;
	if (reader->gap > nwords)
		return false;
	for (; reader->gap <= nwords; reader->gap++)
	{
		if (reader->gap > 0 && reader->at == SIZE_MAX)
			np_work(&reader->work, reader->layout->words[reader->gap - 1].end -
					reader->layout->words[reader->gap - 1].start);
		if (read_gap(reader, fresh))
			return true;
		fresh = false;
		if (reader->nmarks >= MOST_MARKS)
		{
			reader->words = reader->gap++;
			return true;
		}
	}
	reader->words = nwords;
	return true;
}
