/*-------------------------------------------------------------------------
 *
 * entities.h
 *	  The named character entities of HTML.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_ENTITIES_H
#define NP_ENTITIES_H

#include <stddef.h>
#include <stdint.h>

/* No name is longer */
#define NP_ENTITY_NAME_MAX	8

/* Code point of the entity with this name (case matters), or 0 */
extern uint32_t np_entity(const char *name, size_t length);

#endif							/* NP_ENTITIES_H */
