/*-------------------------------------------------------------------------
 *
 * hard_wrap.h
 *	  Was the text broken into lines by a width, or by its writer?
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_HARD_WRAP_H
#define NP_HARD_WRAP_H

#include "text/host.h"
#include "text/punctuation.h"

/* Are single line breaks but white space in this text? */
extern bool np_is_hard_wrapped(NpWork *work, NpText text);

#endif							/* NP_HARD_WRAP_H */
