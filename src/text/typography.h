/*-------------------------------------------------------------------------
 *
 * typography.h
 *	  Whose hand set a text: an editor's or a scraper's.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_TYPOGRAPHY_H
#define NP_TYPOGRAPHY_H

#include "text/words.h"

typedef struct NpTypography
{
	bool		typographic;	/* has curly quotation marks or guillemets */
	bool		glued;			/* is of one line, or has sentences without a
								 * space between them ("said.The") */
} NpTypography;

/*
 * One pass over a text in UTF-8 (other bytes are passed over).  An empty text
 * is of one line, so it counts as glued.
 */
extern NpTypography np_typography(const NpHost *host, NpText text);

#endif							/* NP_TYPOGRAPHY_H */
