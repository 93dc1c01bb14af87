#pragma once
#include "pg_sandbox.h"
