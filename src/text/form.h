/*-------------------------------------------------------------------------
 *
 * form.h
 *	  The folded form of a word while it grows.
 *
 * Folded code points are appended as the table gives them.  Where that may not
 * be canonically composed, the form remembers from where on, and np_form_end
 * puts it in order.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_FORM_H
#define NP_FORM_H

#include "text/fold.h"
#include "text/host.h"
#include "text/utf8.h"

/* Bytes that must be free behind a form, for its padding */
#define NP_FORM_PAD		8

#define NP_FORM_SETTLED SIZE_MAX

typedef struct NpForm
{
	char	   *data;
	size_t		length;			/* bytes */
	size_t		capacity;
	size_t		starter;		/* where the last code point begins that does
								 * not combine with one before it */
	size_t		unsettled;		/* not known to be composed from here on, or
								 * NP_FORM_SETTLED */
	unsigned	rank;			/* combining rank of the last code point */
	uint32_t   *scratch;
	size_t		scratch_capacity;
} NpForm;

extern void np_form_init(const NpHost *host, NpForm *form);
extern void np_form_free(const NpHost *host, NpForm *form);
extern void np_form_grow(const NpHost *host, NpForm *form);

/* Composes what is not, and fills up with zero bytes. */
extern void np_form_settle(const NpHost *host, NpForm *form);

static inline void
np_form_clear(NpForm *form)
{
	form->length = 0;
	form->starter = 0;
	form->unsettled = NP_FORM_SETTLED;
	form->rank = 0;
}

/* Adds a folded code point; entry has its class, flags and rank. */
static inline void
np_form_append(const NpHost *host, NpForm *form, uint32_t code, uint32_t entry)
{
	if (form->length + NP_UTF8_MAX + NP_FORM_PAD > form->capacity)
		np_form_grow(host, form);
	if (np_fold_class(entry) != NP_MARK && (entry & NP_FOLD_SECOND) == 0)
		form->starter = form->length;
	else if (entry & NP_FOLD_SECOND)
	{
		if (form->unsettled == NP_FORM_SETTLED)
			form->unsettled = form->starter;
	}
	else
	{
		/* composite marks, such as two-part vowels, begin with a starter */
		unsigned	rank = entry & NP_FOLD_COMPOSITE ? 0 : np_fold_rank(entry);

		if (rank == 0)
			form->starter = form->length;
		else if (form->rank > rank && form->unsettled == NP_FORM_SETTLED)
			form->unsettled = form->starter;
	}
	form->rank = np_fold_rank(entry);
	form->length += np_utf8_encode(code, form->data + form->length);
}

static inline void
np_form_end(const NpHost *host, NpForm *form)
{
	static const char zeros[NP_FORM_PAD];
	int			i;

	if (form->unsettled != NP_FORM_SETTLED)
		np_form_settle(host, form);
	for (i = 0; i < NP_FORM_PAD; i++)
		form->data[form->length + i] = zeros[i];
}

#endif							/* NP_FORM_H */
