#pragma once
#include "pg_sandbox.h"
#include "pg_bind.h"
#include "pg_value.h"
